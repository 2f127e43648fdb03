//! `POST /domain/{id}/dns`: adds a record.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Adds a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateRecord {
    /// The domain.
    pub id: Loose<i64>,
    /// Its name, relative to the domain; the domain itself when empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// One of the types that can be had.
    pub r#type: String,
    /// Smaller ones come first; for mail only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Loose<u16>>,
    /// What it says.
    pub content: String,
}

impl Endpoint for CreateRecord {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["create_domain_dns"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/{id}/dns";
}
