//! Attempts to lose, duplicate or leak money and names.

mod concurrency;
mod engines;
