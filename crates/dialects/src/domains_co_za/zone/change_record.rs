//! `PUT /domain/dns/entry`: replaces one record of a zone.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Type and value are wanted even where they stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ChangeRecord {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// The record's id, as the zone lists it.
    #[serde(rename = "dnsId")]
    pub record_id: String,
    /// The record type, one of the words in `RECORD_TYPES`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Seconds; 3600 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl: Option<Loose<u32>>,
    /// Relative to the zone; the zone itself when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The value.
    pub content: String,
    /// Zero when left out.
    #[serde(rename = "prio", default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Loose<u16>>,
}

impl Endpoint for ChangeRecord {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["dns_record_change"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/dns/entry";
}
