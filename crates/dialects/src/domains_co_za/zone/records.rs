//! `GET /domain/dns`: the records of a zone that our name servers answer for.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;

/// Asks about one zone.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadZone {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

/// A whole zone.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ZoneRecords {
    /// The records.
    #[serde(rename = "arrRecords")]
    pub records: Vec<ZoneRecord>,
}

impl Endpoint for ReadZone {
    type Dialect = DomainsCoZa;
    type Response = ZoneRecords;

    const IDS: &'static [&'static str] = &["dns_zone_get"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/dns";
}

/// One record. Templates call the priority `priority`, zones call it `prio`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ZoneRecord {
    /// What `dnsId` of the record calls refers to.
    pub id: u64,
    /// Zero where the type has none.
    #[serde(rename = "prio")]
    pub priority: u16,
    /// Seconds.
    pub ttl: u32,
    /// The record type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The value.
    pub content: String,
    /// The whole name, without a final dot.
    pub name: String,
}
