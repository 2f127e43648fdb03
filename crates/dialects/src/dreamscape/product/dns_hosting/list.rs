//! `GET /products/dns-hostings/{product_id}/dns`: the records of a hosted zone.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::dns::record::{DnsRecord, RecordType};

/// Asks for the records of a hosted zone.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListHostedRecords {
    /// The DNS hosting.
    pub product_id: Id,
    /// Only those of one type; all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<RecordType>,
}

impl Endpoint for ListHostedRecords {
    type Dialect = Dreamscape;
    type Response = Vec<DnsRecord>;

    const IDS: &'static [&'static str] = &["listDnsHostingDns"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/dns-hostings/{product_id}/dns";
}
