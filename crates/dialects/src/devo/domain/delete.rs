//! `DELETE /domain/{domain}`: removes a domain and everybody in it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::nothing::Nothing;

/// Removes a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeleteDomain {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for DeleteDomain {
    type Dialect = Devo;
    type Response = Nothing;

    const IDS: &'static [&'static str] = &["deleteDomain"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domain/{domain}";
}
