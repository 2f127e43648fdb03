//! Stored contacts: one name may stand once per role.

/// Stores a contact.
pub mod create;
/// Forgets a contact.
pub mod delete;
/// The stored contacts.
pub mod list;
/// Replaces a contact.
pub mod update;
