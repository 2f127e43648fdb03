//! Logins below an account, without rights over its money or its people.

/// Opens a login.
pub mod create;
/// Deletes a login.
pub mod delete;
/// The logins of an account.
pub mod list;
/// How a login is shown.
pub mod subuser_object;
/// Blocks a login.
pub mod suspend;
/// Reopens a login.
pub mod unsuspend;
/// Changes a login.
pub mod update;
