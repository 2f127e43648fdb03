//! `GET` and `PUT /domain/{id}/ns`: where a domain points.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;
use crate::dns_services::nameservers::Nameservers;

/// Asks for the name servers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadNameservers {
    /// The domain.
    pub id: Loose<i64>,
}

/// The name servers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NameserverList {
    /// Host names.
    pub nameservers: Vec<String>,
}

impl Endpoint for ReadNameservers {
    type Dialect = DnsServices;
    type Response = NameserverList;

    const IDS: &'static [&'static str] = &["get_domain_ns"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/ns";
}

/// Points a domain elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateNameservers {
    /// The domain.
    pub id: Loose<i64>,
    /// Host names; the default ones when there are none.
    #[serde(default, skip_serializing_if = "Nameservers::is_default")]
    pub nameservers: Nameservers,
}

impl Endpoint for UpdateNameservers {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["update_domain_ns"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{id}/ns";
}
