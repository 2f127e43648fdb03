//! `GET /domain/{id}/sync`: brings what we know of a domain up to date with the registry.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Asks the registry. It changes what later answers show, although it only reads.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SyncDomain {
    /// The domain.
    pub id: Loose<i64>,
}

impl Endpoint for SyncDomain {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["sync_domain"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/sync";
}
