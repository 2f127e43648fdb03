//! `GET /domain/{id}/dns/types`: which records can be had.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;

/// Asks which records can be had.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListRecordTypes {
    /// The domain.
    pub id: Loose<i64>,
}

/// Which records can be had.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RecordTypes {
    /// The types; `URL`, `FRAME` and `MXE` are kinds of forwarding.
    pub types: Vec<String>,
}

impl Endpoint for ListRecordTypes {
    type Dialect = DnsServices;
    type Response = RecordTypes;

    const IDS: &'static [&'static str] = &["domain_dns_types"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/dns/types";
}
