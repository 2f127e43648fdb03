//! `POST /domain/{domain}/disable`: switches a domain off.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::domain::record::DomainRecord;

/// Switches a domain off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DisableDomain {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for DisableDomain {
    type Dialect = Devo;
    type Response = DomainRecord;

    const IDS: &'static [&'static str] = &["disableDomain"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/{domain}/disable";
}
