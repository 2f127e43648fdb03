//! Stories of Domains.co.za, told from outside: people, dates, and what they see.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a story tells what is wrong by panicking")]

mod accounts;
/// The dialect's own list of calls, and answers held against it.
mod catalogue;
mod dnssec;
/// A shop that owns one of everything, and everything that it can see.
mod estate;
mod every_call;
mod holding;
mod isolation;
mod leaving;
mod malformed;
mod older_clients;
mod registering;
mod signing_in;
mod templates;
mod transfers;
mod zones;
