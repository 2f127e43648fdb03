//! `GET /domain/{id}/dns`: the records of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;

/// Asks for the records.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListRecords {
    /// The domain.
    pub id: Loose<i64>,
}

/// The records.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Records {
    /// The records.
    pub records: Vec<Record>,
}

/// One record. Its numbers are integers, unlike those of zones under a service.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Its number, which stays the same when others go.
    pub id: i64,
    /// Its name, relative to the domain.
    pub name: String,
    /// Seconds it may be kept.
    pub ttl: i64,
    /// Smaller ones come first; 0 but for mail.
    pub priority: i64,
    /// Its type.
    pub r#type: String,
    /// What it says.
    pub content: String,
}

impl Endpoint for ListRecords {
    type Dialect = DnsServices;
    type Response = Records;

    const IDS: &'static [&'static str] = &["list_domain_dns"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/dns";
}
