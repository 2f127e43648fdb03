//! `GET /service/{id}/methods`: which calls a service answers.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;

/// Asks what one service can do.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListMethods {
    /// The service.
    pub id: Loose<i64>,
}

/// What a service can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServiceMethods {
    /// The calls.
    pub methods: Vec<ServiceMethod>,
}

/// One call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServiceMethod {
    /// What it does, in words.
    pub name: String,
    /// The HTTP method.
    pub method: String,
    /// The path with its placeholders, which are not filled in: `/service/@id/label`.
    pub route: String,
}

impl Endpoint for ListMethods {
    type Dialect = DnsServices;
    type Response = ServiceMethods;

    const IDS: &'static [&'static str] = &["service_methods"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/service/{id}/methods";
}
