//! `PUT /domain/{id}/dns/{index}`: changes a record; what is left out stays.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Changes a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateRecord {
    /// The domain.
    pub id: Loose<i64>,
    /// The record, by what the list shows as `id`.
    pub index: Loose<i64>,
    /// Its name, relative to the domain; the domain itself when empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// Smaller ones come first; for mail only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Loose<u16>>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

impl Endpoint for UpdateRecord {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["update_domain_dns"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{id}/dns/{index}";
}
