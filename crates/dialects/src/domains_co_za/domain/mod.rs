//! Names, from the first check to the last renewal.

/// Switches automatic renewal.
pub mod autorenew;
/// Whether a name is free.
pub mod check;
/// Changes contacts.
pub mod contacts;
/// Registers a name.
pub mod create;
/// Gives a name up.
pub mod delete;
/// Shows the auth code.
pub mod epp_key;
/// Everything about one name.
pub mod info;
/// The names of an account.
pub mod list;
/// Locks and unlocks.
pub mod lock;
/// Whether a name is locked.
pub mod lock_status;
/// Points a name elsewhere.
pub mod nameservers;
/// Adds years.
pub mod renew;
/// Mails the auth code.
pub mod send_auth_code;
/// Takes a name off the net.
pub mod suspend;
/// Extensions on sale.
pub mod tlds;
/// Brings a name back.
pub mod unsuspend;
