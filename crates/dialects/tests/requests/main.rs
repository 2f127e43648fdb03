//! What clients send, read by the kit and sent again.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

/// The dialect of Devo.
mod devo;
/// The dialect of dns.services.
mod dns_services;
/// The shop, the services and the zones of dns.services.
mod dns_services_shop;
/// Names and zones of DomainContext.
mod domaincontext;
/// The dialect of domains.co.za.
mod domains_co_za;
/// Customers, names and records of Dreamscape.
mod dreamscape;
/// Products of Dreamscape.
mod dreamscape_products;

use serde::de::DeserializeOwned;
use wire::{DecodeError, Node, Params};

/// A form, as the kit hands it to a request type.
fn form(pairs: &[(&str, &str)]) -> Params {
    let text = |value: &str| Node::Text(value.to_owned());
    Params::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect())
}

/// A form read as a request.
fn read<T: DeserializeOwned>(pairs: &[(&str, &str)]) -> Result<T, DecodeError> {
    form(pairs).decode()
}
