//! `DELETE /domain/{id}/dnssec/{key}`: removes one key.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Removes a key.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteKey {
    /// The domain.
    pub id: Loose<i64>,
    /// What the list shows as `key`.
    pub key: String,
}

impl Endpoint for DeleteKey {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["delete_dnssec_key"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domain/{id}/dnssec/{key}";
}
