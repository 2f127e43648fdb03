//! Stored lists of name servers.

/// Stores a list.
pub mod create;
/// Forgets a list.
pub mod delete;
/// The stored lists.
pub mod list;
/// Replaces a list.
pub mod update;
