//! `DELETE /service/{service_id}/dns/{zone_id}/records/{record_id}`: removes one record.

use std::borrow::Cow;

use http::Method;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Removes one record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteRecord {
    /// The service that holds the zone.
    pub service_id: Loose<i64>,
    /// The zone.
    pub zone_id: Loose<i64>,
    /// The record. Clients that did not find one send words here.
    pub record_id: String,
}

impl DeleteRecord {
    /// What the documented answer says.
    pub const DELETED: &'static str = "The record was deleted successfully.";
}

/// That a record was removed, in either way of saying it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RecordDeleted {
    /// In the manner of the documented changes.
    Documented(Info),
    /// As seen.
    Observed(ObservedDeleted),
}

/// That a record was removed, as seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObservedDeleted {
    /// Always true.
    pub success: bool,
}

impl JsonSchema for RecordDeleted {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "RecordDeleted".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Info::json_schema(generator)
    }
}

impl Endpoint for DeleteRecord {
    type Dialect = DnsServices;
    type Response = RecordDeleted;

    const IDS: &'static [&'static str] = &["delete_record"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/service/{service_id}/dns/{zone_id}/records/{record_id}";
}
