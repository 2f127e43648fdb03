//! `DELETE /products/dns-hostings/{product_id}/dns/{record_id}`: a record goes.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::nothing::Nothing;

/// Takes a record away.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteHostedRecord {
    /// The DNS hosting.
    pub product_id: Id,
    /// The record.
    pub record_id: Id,
}

impl Endpoint for DeleteHostedRecord {
    type Dialect = Dreamscape;
    type Response = Nothing;

    const IDS: &'static [&'static str] = &["deleteDnsHostingDns"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/products/dns-hostings/{product_id}/dns/{record_id}";
    const SUCCESS: StatusCode = StatusCode::NO_CONTENT;
}
