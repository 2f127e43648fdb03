//! Stories of Devo's callers, told from outside.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test tells what is wrong by panicking")]

/// The dialect's own list of calls, and answers held against it.
mod catalogue;
/// Every call of the list.
mod every_call;
/// Resellers know nothing of each other, nor domains of other domains.
mod isolation;
/// What cannot be meant is refused, and leaves no trace.
mod malformed;
/// The published document, and the log of requests.
mod published;
/// Tenants from their first day to their last.
mod scenarios;
/// Who gets in, and who does not.
mod signing;
/// What the operator's platform hears.
mod webhooks;
