//! Attempts to lose, duplicate or leak money and names.

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

mod anything;
mod concurrency;
mod engines;
mod interruptions;
mod verbs;
mod year;
