//! Each dialect against its catalogue: routes, parameters, keys with their types and order.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

/// The dialect of Devo.
mod devo;
/// The dialect of dns.services.
mod dns_services;
/// The dialect of DomainContext.
mod domaincontext;
/// The dialect of domains.co.za.
mod domains_co_za;
/// The dialect of Dreamscape.
mod dreamscape;
/// Keys of answers, recorded and in schemas.
mod keys;
