//! `GET /domain/{domain}/roles/vaults`: where roles of a domain may look for data.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::named::Named;

/// Asks for the vaults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListVaults {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for ListVaults {
    type Dialect = Devo;
    type Response = Vec<Named>;

    const IDS: &'static [&'static str] = &["listDomainVaults"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/roles/vaults";
}
