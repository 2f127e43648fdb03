//! Foreign APIs as types: what travels, in both directions, and nothing about what it means.
//!
//! Servers decode these types, connectors send them, and each dialect's OpenAPI document lists them.

/// What a dialect says about its calls, for documents and for the conformance tests.
pub mod facts;

/// The API of domains.co.za: names, zones and accounts, spelt with prefixed keys.
pub mod domains_co_za;
