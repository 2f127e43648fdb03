//! Records that hang off a domain itself, apart from zones under a service.

/// Adds a record.
pub mod create;
/// Removes a record.
pub mod delete;
/// The records of a domain.
pub mod list;
/// Which records can be had.
pub mod types;
/// Changes a record.
pub mod update;
