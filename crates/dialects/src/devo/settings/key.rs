//! `GET /domain/{domain}/keys/{key}`: one key of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::settings::keys::DomainKey;

/// Asks for a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadKey {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
    /// Its public part.
    pub key: String,
}

impl Endpoint for ReadKey {
    type Dialect = Devo;
    type Response = DomainKey;

    const IDS: &'static [&'static str] = &["getDomainKey"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/keys/{key}";
    const SECRETS: &'static [&'static str] = &["secret"];
}
