//! People who may act for the account, each within limits.

/// One contact.
pub mod details;
/// The contacts of the account.
pub mod list;
/// Privileges about services and domains.
pub mod privilege_grants;
/// What a contact can be allowed.
pub mod privileges;
