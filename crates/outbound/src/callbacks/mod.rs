//! Calls to addresses that callers gave: each once, following nothing, never to where nobody may be
//! called.

/// What was called, kept to be read.
mod book;
/// Calls over HTTP.
mod caller;

pub use book::{Attempt, CallbackBook, RecordingCaller};
pub use caller::HttpCaller;
