//! `POST /domain/{id}/reg`: tells the registry the address of a name server inside the domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Registers a host.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegisterHost {
    /// The domain.
    pub id: Loose<i64>,
    /// The name server inside the domain, by its whole name or its label.
    pub host: String,
    /// Its address.
    pub ip: String,
}

impl Endpoint for RegisterHost {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["register_domain_ns"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/{id}/reg";
}
