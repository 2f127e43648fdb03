//! `POST /service/{service_id}/dns/{zone_id}/records`: adds one record. Its id must be read from the
//! zone afterwards.

use std::borrow::Cow;

use http::Method;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;
use crate::dns_services::zone::content::RecordContent;

/// Adds one record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateRecord {
    /// The service that holds the zone.
    pub service_id: Loose<i64>,
    /// The zone.
    pub zone_id: Loose<i64>,
    /// Whole or relative to the zone; the zone itself when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Seconds; 3600 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl: Option<Loose<u32>>,
    /// Zero when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Loose<u16>>,
    /// The record type.
    pub r#type: String,
    /// What it says.
    pub content: RecordContent,
}

impl CreateRecord {
    /// The code of the answer; the record type follows it.
    pub const ADDED: &'static str = "dnsnewrecordadded";
}

/// A record that was added, in either way of writing it. Neither has its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RecordCreated {
    /// As seen. It comes first because it can be told by `success`.
    Observed(ObservedCreated),
    /// As documented.
    Documented(Created),
}

/// A record that was added, as documented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Created {
    /// The record.
    pub record: CreatedRecord,
    /// A code, and the record type behind it.
    pub info: Vec<String>,
}

/// The record as it was sent, with its numbers as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CreatedRecord {
    /// As it was sent, whole or relative.
    pub name: String,
    /// The record type.
    pub r#type: String,
    /// Seconds.
    pub ttl: Quoted<i64>,
    /// Zero where none was sent.
    pub priority: Quoted<i64>,
    /// As it was sent, as text or in parts.
    pub content: RecordContent,
}

/// A record that was added, as seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObservedCreated {
    /// Always true.
    pub success: bool,
    /// The record.
    pub record: ObservedCreatedRecord,
    /// One list in a list: a code and the record type.
    pub info: Vec<Vec<String>>,
}

/// The record as it was sent, with its numbers as numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObservedCreatedRecord {
    /// As it was sent, whole or relative.
    pub name: String,
    /// The record type.
    pub r#type: String,
    /// Seconds.
    pub ttl: i64,
    /// Zero where none was sent.
    pub priority: i64,
    /// As it was sent, as text or in parts.
    pub content: RecordContent,
}

impl JsonSchema for RecordCreated {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "RecordCreated".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Created::json_schema(generator)
    }
}

impl Endpoint for CreateRecord {
    type Dialect = DnsServices;
    type Response = RecordCreated;

    const IDS: &'static [&'static str] = &["create_record"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/service/{service_id}/dns/{zone_id}/records";
}
