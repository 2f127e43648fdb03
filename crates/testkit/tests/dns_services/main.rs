//! Stories of DNS.services, told from outside: people, dates, and what they see.

#![expect(clippy::panic, reason = "a story tells what is wrong by panicking")]

mod acme;
mod across;
mod buying;
mod cancelling;
mod carts;
/// The dialect's own list of calls, and answers held against it.
mod catalogue;
mod chain;
mod configuring;
mod delegating;
mod earning;
/// A client that owns one of everything, and everything that it can see.
mod estate;
mod every_call;
mod extras;
mod faults;
mod fees;
mod hosting;
mod isolation;
mod leaving_out;
mod malformed;
mod premium;
mod referring;
mod registrar_dns;
mod renewing;
mod session;
mod stopped;
mod support;
mod transfers;
mod two_doors;
mod upgrading;
mod zones;
