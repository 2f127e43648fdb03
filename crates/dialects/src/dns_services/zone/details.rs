//! `GET /service/{service_id}/dns/{zone_id}`: one zone with its records.

use std::borrow::Cow;

use http::Method;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose, RowList};

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;
use crate::dns_services::zone::content::RecordContent;

/// Asks about one zone.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadZone {
    /// The service that holds it.
    pub service_id: Loose<i64>,
    /// The zone.
    pub zone_id: Loose<i64>,
}

/// One zone, in either way of writing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ZoneDetails {
    /// As documented.
    Documented(Zone),
    /// As seen.
    Observed(ObservedZone),
}

/// A zone as documented. Records lie under their row numbers; see [`RowList`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Zone {
    /// The service that holds it. A number here, and text in lists.
    pub service_id: i64,
    /// The zone's name.
    pub name: String,
    /// The records.
    pub records: RowList<ZoneRecord>,
}

/// A record as documented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ZoneRecord {
    /// The record.
    pub id: Quoted<i64>,
    /// Relative to the zone.
    pub name: String,
    /// Seconds.
    pub ttl: i64,
    /// Zero where the type has none.
    pub priority: i64,
    /// What it says.
    pub content: RecordContent,
    /// The record type.
    pub r#type: String,
}

/// A zone as seen: ids are text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObservedZone {
    /// The service that holds it.
    pub service_id: Quoted<i64>,
    /// The zone's name.
    pub name: String,
    /// The records.
    pub records: RowList<ObservedRecord>,
}

/// A record as seen: every number is text, and the priority travels twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObservedRecord {
    /// The record.
    pub id: Quoted<i64>,
    /// The zone.
    pub domain_id: Quoted<i64>,
    /// The whole name, without a final dot.
    pub name: String,
    /// The record type.
    pub r#type: String,
    /// What it says: TXT with its quotes, SOA in seven parts.
    pub content: RecordContent,
    /// Seconds.
    pub ttl: Quoted<i64>,
    /// Zero where the type has none.
    pub prio: Quoted<i64>,
    /// Always zero.
    pub change_date: Quoted<i64>,
    /// The same as `prio`.
    pub priority: Quoted<i64>,
}

impl JsonSchema for ZoneDetails {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ZoneDetails".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Zone::json_schema(generator)
    }
}

impl Endpoint for ReadZone {
    type Dialect = DnsServices;
    type Response = ZoneDetails;

    const IDS: &'static [&'static str] = &["zone_details"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/service/{service_id}/dns/{zone_id}";
}
