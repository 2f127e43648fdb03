//! `PUT /domain/{id}/dnssec`: adds one key to those that are there.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Adds a key.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AddKey {
    /// The domain.
    pub id: Loose<i64>,
    /// What it signs: 256 zones, 257 keys.
    pub flags: Loose<u16>,
    /// 3, and nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<Loose<u8>>,
    /// The number of its algorithm.
    pub alg: Loose<u8>,
    /// The key itself, as base64.
    pub pubkey: String,
}

impl Endpoint for AddKey {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["add_dnssec_key"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{id}/dnssec";
}
