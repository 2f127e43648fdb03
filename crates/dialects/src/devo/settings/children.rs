//! `GET /domains/{domain}`: the domains below a root domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::domain::record::DomainRecord;

/// Asks for the domains below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListChildren {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for ListChildren {
    type Dialect = Devo;
    type Response = Vec<DomainRecord>;

    const IDS: &'static [&'static str] = &["listChildDomains"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domains/{domain}";
}
