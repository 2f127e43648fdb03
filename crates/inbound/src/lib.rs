//! The inbound side of each dialect: routes, translation, and one map of refusals. Decides nothing.

mod authorization;
mod caller;
mod refused;
mod words;

/// Devo.
pub mod devo;
/// DNS.services.
pub mod dns_services;
/// DomainContext.
pub mod domaincontext;
/// Domains.co.za.
pub mod domains_co_za;
/// Dreamscape.
pub mod dreamscape;
