//! Attempts to lose, duplicate or leak money and names.

mod anything;
mod concurrency;
mod engines;
mod interruptions;
mod verbs;
mod year;
