//! `GET /domain/{domain}/resources`: what roles of a domain may be about.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::named::Named;

/// Asks for the resources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListResources {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for ListResources {
    type Dialect = Devo;
    type Response = Vec<Named>;

    const IDS: &'static [&'static str] = &["listDomainResources"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/resources";
}
