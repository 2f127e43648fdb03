//! Attempts to lose, duplicate or leak money and names.

mod concurrency;
mod engines;
mod interruptions;
mod verbs;
