//! `GET /domain/{id}/dnssec/flags`: what the flags of a key may be.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::keyed::Keyed;

/// Asks what flags may be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListFlags {
    /// The domain.
    pub id: Loose<i64>,
}

/// What flags may be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DnssecFlags {
    /// Names by value: `256` signs zones, `257` signs keys.
    pub flags: Keyed<String>,
}

impl Endpoint for ListFlags {
    type Dialect = DnsServices;
    type Response = DnssecFlags;

    const IDS: &'static [&'static str] = &["dnssec_flags"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/dnssec/flags";
}
