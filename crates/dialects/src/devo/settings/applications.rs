//! `GET /domain/{domain}/applications`: what roles of a domain may be allowed to open.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::named::Named;

/// Asks for the applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListApplications {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for ListApplications {
    type Dialect = Devo;
    type Response = Vec<Named>;

    const IDS: &'static [&'static str] = &["listDomainApplications"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/applications";
}
