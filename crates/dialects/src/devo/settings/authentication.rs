//! `GET /domain/{domain}/auth`: how users of a domain sign in.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;

/// Asks how users sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadAuthentication {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

/// How users of a domain sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Authentication {
    /// The ways in: `password` for internal users, `external` for those known elsewhere.
    pub methods: Vec<String>,
    /// Whether a second factor is asked for.
    pub multi_factor: bool,
}

impl Endpoint for ReadAuthentication {
    type Dialect = Devo;
    type Response = Authentication;

    const IDS: &'static [&'static str] = &["getDomainAuth"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/auth";
}
