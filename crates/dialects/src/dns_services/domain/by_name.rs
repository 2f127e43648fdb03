//! `GET /domain/name/{name}`: every domain of the account that had this name, ended ones too.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::domain::domain_details::DomainDetails;

/// Asks by name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FindDomains {
    /// The whole name.
    pub name: String,
}

/// The domains.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainsFound {
    /// One for each time the account had the name.
    pub details: Vec<DomainDetails>,
}

impl Endpoint for FindDomains {
    type Dialect = DnsServices;
    type Response = DomainsFound;

    const IDS: &'static [&'static str] = &["domain_details_by_name"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/name/{name}";
}
