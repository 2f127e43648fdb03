//! Stored zones, with placeholders for the name and its address.

/// Makes an empty one.
pub mod create;
/// Forgets one.
pub mod delete;
/// The stored zones.
pub mod list;
/// Replaces the records.
pub mod update;
