//! `GET /service/{id}/label`: what the account calls a service.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;

/// Asks what one service is called.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadLabel {
    /// The service.
    pub id: Loose<i64>,
}

/// What a service is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Label {
    /// The name; empty when it has none.
    pub label: String,
}

impl Endpoint for ReadLabel {
    type Dialect = DnsServices;
    type Response = Label;

    const IDS: &'static [&'static str] = &["get_service_label"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/service/{id}/label";
}
