//! What happened to the account's names while nobody looked.

/// Marks messages as read.
pub mod acknowledge;
/// A page of messages.
pub mod messages;
/// The messages there are.
pub mod poll_code;
