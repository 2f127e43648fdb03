//! `DELETE /domain/{id}/dns/{index}`: removes a record.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Removes a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteRecord {
    /// The domain.
    pub id: Loose<i64>,
    /// The record, by what the list shows as `id`.
    pub index: Loose<i64>,
}

impl Endpoint for DeleteRecord {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["delete_domain_dns"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domain/{id}/dns/{index}";
}
