//! Foreign APIs as types: what travels, in both directions, and nothing about what it means.
//!
//! Servers decode these types, connectors send them, and each dialect's OpenAPI document lists them.

/// Money as JSON numbers.
pub mod amount;
/// What the arguments of several dialects are made of.
pub mod arguments;
/// What a dialect says about its calls, for documents and for the conformance tests.
pub mod facts;
/// Yes and no, in four spellings.
pub mod flags;
/// Objects whose keys are data.
pub mod keyed;

/// The API of Devo: domains of a reseller, their users, roles and plans.
pub mod devo;
/// The API of dns.services: names, services, shop and invoices, in the manner of HostBill.
pub mod dns_services;
/// The API of DomainContext: names, hosts, contacts, servers and certificates, by command.
pub mod domaincontext;
/// The API of domains.co.za: names, zones and accounts, spelt with prefixed keys.
pub mod domains_co_za;
/// The API of Dreamscape: customers, names and products, by signed calls.
pub mod dreamscape;
