//! `POST /domain/{domain}/keys`: a new key and its secret.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::settings::keys::DomainKey;

/// Makes a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CreateKey {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
    /// What to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Endpoint for CreateKey {
    type Dialect = Devo;
    type Response = DomainKey;

    const IDS: &'static [&'static str] = &["createDomainKey"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/{domain}/keys";
    const SECRETS: &'static [&'static str] = &["secret"];
}
