//! `GET /domain/{domain}/keys`: the keys that sign calls for a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;

/// Asks for the keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListKeys {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

/// A key that signs calls for a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DomainKey {
    /// Its public part.
    pub key: String,
    /// What its holder calls it.
    pub name: String,
    /// When it was made, in milliseconds since 1970.
    pub created: i64,
    /// What calls are signed with; shown once, when the key is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

impl Endpoint for ListKeys {
    type Dialect = Devo;
    type Response = Vec<DomainKey>;

    const IDS: &'static [&'static str] = &["listDomainKeys"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/keys";
    const SECRETS: &'static [&'static str] = &["secret"];
}
