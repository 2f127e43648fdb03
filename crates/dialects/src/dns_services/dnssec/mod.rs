//! Keys that prove what a domain answers.

/// Adds a key.
pub mod add;
/// Removes a key.
pub mod delete;
/// What the flags of a key may be.
pub mod flags;
/// The keys of a domain.
pub mod list;
