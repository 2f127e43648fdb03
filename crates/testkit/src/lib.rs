//! A small world for tests: databases that are thrown away, and a sandbox that is called from
//! outside, over HTTP, as its users do.

/// Whether the platform's own books, its names and the registry's tell the same.
pub mod audit;
/// Whether invoices, the money on them and what was had for it tell the same.
pub mod audit_of_commerce;
/// A caller of Domains.co.za: a shop with a login.
pub mod co_za;
/// A fresh database for each test, on either engine.
pub mod database;
/// A caller of Devo's provisioning: a reseller, or a common domain, with a key and a secret.
pub mod devo;
/// Chance that a seed repeats.
pub mod dice;
/// A caller of DNS.services: a client with an e-mail address.
pub mod dns_services;
/// A caller of DomainContext: an account with a login.
pub mod domaincontext;
/// A caller of Dreamscape: a reseller that signs its requests.
pub mod dreamscape;
/// Plain HTTP, as scripts speak it.
pub mod http;
/// The openssl of this machine.
pub mod openssl;
/// The ACME test server of this machine.
pub mod pebble;
/// Questions to a name server.
pub mod resolver;
/// The shape of an answer as a list of calls says it.
pub mod shape;
/// A sandbox with a clock that the test moves.
pub mod world;

pub use co_za::{Reply, Shop};
pub use world::World;
