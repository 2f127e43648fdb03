//! `GET /products/dns-hostings/{product_id}/configuration`: what a zone can hold.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;

/// Asks what one zone can hold.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadDnsConfiguration {
    /// The DNS hosting.
    pub product_id: Id,
}

/// What a zone can hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DnsConfiguration {
    /// Whether its records can be changed.
    pub is_dns_management_available: bool,
    /// Types of records.
    pub available_record_types: Vec<String>,
    /// Names of the servers that answer for it.
    pub name_servers: Vec<String>,
    /// Priorities of mail servers.
    pub mx_priorities: Vec<i64>,
    /// Flags of records that name certificate authorities.
    pub caa_flags: Vec<i64>,
    /// Tags of records that name certificate authorities.
    pub caa_tags: Vec<String>,
}

impl Endpoint for ReadDnsConfiguration {
    type Dialect = Dreamscape;
    type Response = DnsConfiguration;

    const IDS: &'static [&'static str] = &["getDnsHostingConfiguration"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/dns-hostings/{product_id}/configuration";
}
