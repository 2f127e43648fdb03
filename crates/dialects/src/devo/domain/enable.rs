//! `POST /domain/{domain}/enable`: switches a domain on again.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::domain::record::DomainRecord;

/// Switches a domain on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EnableDomain {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for EnableDomain {
    type Dialect = Devo;
    type Response = DomainRecord;

    const IDS: &'static [&'static str] = &["enableDomain"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/{domain}/enable";
}
