//! Signed zones.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod answers;
mod chain;
mod programs;
mod server;
mod signed;
mod validators;
mod zones;
