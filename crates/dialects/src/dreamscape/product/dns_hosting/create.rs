//! `POST /products/dns-hostings/{product_id}/dns`: one more record.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::dns::fields::RecordFields;
use crate::dreamscape::dns::record::DnsRecord;

/// Adds a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateHostedRecord {
    /// The DNS hosting.
    pub product_id: Id,
    /// What it is and says.
    #[serde(flatten)]
    pub fields: RecordFields,
}

impl Endpoint for CreateHostedRecord {
    type Dialect = Dreamscape;
    type Response = DnsRecord;

    const IDS: &'static [&'static str] = &["createDnsHostingDns"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/dns-hostings/{product_id}/dns";
    const SUCCESS: StatusCode = StatusCode::CREATED;
}
