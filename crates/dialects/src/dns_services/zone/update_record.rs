//! `PUT /service/{service_id}/dns/{zone_id}/records/{record_id}`: changes one record.

use std::borrow::Cow;

use http::Method;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;
use crate::dns_services::zone::content::RecordContent;

/// Changes one record. What is left out stays as it is.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateRecord {
    /// The service that holds the zone.
    pub service_id: Loose<i64>,
    /// The zone.
    pub zone_id: Loose<i64>,
    /// The record. Clients that did not find one send words here.
    pub record_id: String,
    /// Whole or relative to the zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl: Option<Loose<u32>>,
    /// Zero where the type has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Loose<u16>>,
    /// The record type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<RecordContent>,
}

impl UpdateRecord {
    /// What the documented answer says.
    pub const UPDATED: &'static str = "The record was updated successfully.";
    /// What the answer that was seen says.
    pub const OBSERVED_UPDATED: &'static str = "dnsrecordupdated";
    /// What was seen about a record that is not there.
    pub const OBSERVED_FAILED: &'static str = "An error occurred while editing the DNS record";
}

/// A record that was changed, in either way of writing it, or not changed although the call worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RecordUpdated {
    /// As seen. It comes first because it can be told by `success`.
    Observed(ObservedUpdated),
    /// As documented.
    Documented(Updated),
    /// As seen for a record that is not there; it is no refusal.
    NotUpdated(NotUpdated),
}

/// A record that was changed, as documented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Updated {
    /// The record.
    pub record: UpdatedRecord,
    /// A sentence.
    pub info: Vec<String>,
}

/// The record as it is now. The seconds are text, and the priority a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpdatedRecord {
    /// The record.
    pub id: Quoted<i64>,
    /// The record type.
    pub r#type: String,
    /// Seconds.
    pub ttl: Quoted<i64>,
    /// As it was sent, whole or relative.
    pub name: String,
    /// Zero where the type has none.
    pub priority: i64,
    /// What it says.
    pub content: RecordContent,
}

/// A record that was changed, as seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObservedUpdated {
    /// Always true.
    pub success: bool,
    /// The record.
    pub record: ObservedUpdatedRecord,
    /// A code.
    pub info: Vec<String>,
}

/// The record as it is now, with its numbers as numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObservedUpdatedRecord {
    /// The record.
    pub id: Quoted<i64>,
    /// The record type.
    pub r#type: String,
    /// Seconds.
    pub ttl: i64,
    /// As it was sent, whole or relative.
    pub name: String,
    /// Zero where the type has none.
    pub priority: i64,
    /// What it says.
    pub content: RecordContent,
}

/// A record that is not there, said by an answer with the status of success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotUpdated {
    /// Always false.
    pub success: bool,
    /// Why.
    pub error: Vec<String>,
}

impl NotUpdated {
    /// The record is not there.
    pub fn unknown() -> Self {
        Self { success: false, error: vec![UpdateRecord::OBSERVED_FAILED.to_owned()] }
    }
}

impl JsonSchema for RecordUpdated {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "RecordUpdated".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Updated::json_schema(generator)
    }
}

impl Endpoint for UpdateRecord {
    type Dialect = DnsServices;
    type Response = RecordUpdated;

    const IDS: &'static [&'static str] = &["update_record"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/service/{service_id}/dns/{zone_id}/records/{record_id}";
}
