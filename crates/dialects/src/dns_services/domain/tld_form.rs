//! `GET /domain/order/{id}/form`: what an extension wants to know besides.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::form_field::FormField;

/// Asks what an extension wants to know.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadTldForm {
    /// The extension.
    pub id: Loose<i64>,
}

/// What the extension wants to know.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TldForm {
    /// The fields; orders answer them in `data`.
    pub forms: Vec<FormField>,
}

impl Endpoint for ReadTldForm {
    type Dialect = DnsServices;
    type Response = TldForm;

    const IDS: &'static [&'static str] = &["tld_form"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/order/{id}/form";
}
