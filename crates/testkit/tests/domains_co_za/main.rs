//! Stories of Domains.co.za, told from outside: people, dates, and what they see.

mod accounts;
/// The dialect's own list of calls, and answers held against it.
mod catalogue;
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
