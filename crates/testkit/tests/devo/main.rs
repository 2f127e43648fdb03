//! Stories of Devo's callers, told from outside.

#![expect(clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

/// Who gets in, and who does not.
mod signing;
