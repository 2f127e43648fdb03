//! `GET /domain/{domain}`: one domain of the reseller.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::domain::record::DomainRecord;

/// Asks for a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadDomain {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for ReadDomain {
    type Dialect = Devo;
    type Response = DomainRecord;

    const IDS: &'static [&'static str] = &["getDomain"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}";
}
