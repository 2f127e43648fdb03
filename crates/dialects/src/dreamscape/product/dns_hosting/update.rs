//! `PATCH /products/dns-hostings/{product_id}/dns/{record_id}`: what is told changes, what is left out stays.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::dns::fields::RecordFields;
use crate::dreamscape::dns::record::DnsRecord;

/// Changes a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateHostedRecord {
    /// The DNS hosting.
    pub product_id: Id,
    /// The record.
    pub record_id: Id,
    /// What it is and says.
    #[serde(flatten)]
    pub fields: RecordFields,
}

impl Endpoint for UpdateHostedRecord {
    type Dialect = Dreamscape;
    type Response = DnsRecord;

    const IDS: &'static [&'static str] = &["updateDnsHostingDns"];
    const METHOD: Method = Method::PATCH;
    const PATH: &'static str = "/products/dns-hostings/{product_id}/dns/{record_id}";
}
