//! The inbound side of each dialect: routes, translation, and one map of refusals. Decides nothing.

/// Domains.co.za.
pub mod domains_co_za;
