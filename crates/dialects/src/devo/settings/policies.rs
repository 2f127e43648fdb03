//! `GET /domain/{domain}/policies`: what roles of a domain may be allowed to do.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::named::Named;

/// Asks for the policies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListPolicies {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for ListPolicies {
    type Dialect = Devo;
    type Response = Vec<Named>;

    const IDS: &'static [&'static str] = &["listDomainPolicies"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/policies";
}
