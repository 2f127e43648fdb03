//! `POST /service/{id}/label`: gives a service a name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;

/// Gives one service a name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetLabel {
    /// The service.
    pub id: Loose<i64>,
    /// The name; an empty one takes it away.
    pub label: String,
}

/// That it was done, said twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LabelSet {
    /// Always true.
    pub success: bool,
    /// What happened, as a code.
    pub info: Vec<String>,
}

impl LabelSet {
    /// It was done.
    pub fn done() -> Self {
        Self { success: true, info: vec!["label_updated".to_owned()] }
    }
}

impl Endpoint for SetLabel {
    type Dialect = DnsServices;
    type Response = LabelSet;

    const IDS: &'static [&'static str] = &["update_service_label"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/service/{id}/label";
}
