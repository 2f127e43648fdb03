//! What is stored under a name to be used again.

/// Contacts, by role.
pub mod contact;
/// Zones.
pub mod dns;
/// Lists of name servers.
pub mod ns;
/// A contact as templates hold it.
pub mod template_contact;
/// How much a list shows.
pub mod template_detail;
