//! Stories of Dreamscape's callers, told from outside.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a story tells what is wrong by panicking")]

/// The dialect's own list of calls, and answers held against it.
mod catalogue;
/// A certificate, from the order to its reissue.
mod certificates;
mod every_call;
/// The calls about products.
mod every_product;
/// The calls about records.
mod every_record;
mod faults;
mod isolation;
/// How long things last, and who may have things done.
mod lasting;
mod malformed;
/// What things cost, and everything that a call could leave behind.
mod money;
mod openapi;
/// People, and small things that stories say again and again.
mod people;
mod scenarios;
mod secrets;
mod servers;
/// Who gets in, and who does not.
mod signing;
/// Where names stand, and who stands for them.
mod standings;
mod transfers;
