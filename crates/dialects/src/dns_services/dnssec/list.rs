//! `GET /domain/{id}/dnssec`: the keys that the registry knows.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;

/// Asks for the keys.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListKeys {
    /// The domain.
    pub id: Loose<i64>,
}

/// The keys.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DnssecKeys {
    /// The keys.
    pub keys: Vec<DnssecKey>,
}

/// One key.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DnssecKey {
    /// What deleting it goes by.
    pub key: String,
    /// What it signs.
    pub flags: u16,
    /// Always 3.
    pub protocol: u8,
    /// The number of its algorithm.
    pub alg: u8,
    /// The key itself, as base64.
    pub pubkey: String,
}

impl Endpoint for ListKeys {
    type Dialect = DnsServices;
    type Response = DnssecKeys;

    const IDS: &'static [&'static str] = &["list_dnssec_keys"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/dnssec";
}
