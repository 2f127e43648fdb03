//! `GET /products/dns-hostings/{product_id}/dns/{record_id}`: one record.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::dns::record::DnsRecord;

/// Asks about a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadHostedRecord {
    /// The DNS hosting.
    pub product_id: Id,
    /// The record.
    pub record_id: Id,
}

impl Endpoint for ReadHostedRecord {
    type Dialect = Dreamscape;
    type Response = DnsRecord;

    const IDS: &'static [&'static str] = &["getDnsHostingDns"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/dns-hostings/{product_id}/dns/{record_id}";
}
