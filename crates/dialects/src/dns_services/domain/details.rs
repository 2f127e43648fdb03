//! `GET /domain/{id}`: one domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::domain::domain_details::DomainDetails;

/// Asks about one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadDomain {
    /// The domain.
    pub id: Loose<i64>,
}

/// The domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Domain {
    /// The domain.
    pub details: DomainDetails,
}

impl Endpoint for ReadDomain {
    type Dialect = DnsServices;
    type Response = Domain;

    const IDS: &'static [&'static str] = &["domain_details"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}";
}
