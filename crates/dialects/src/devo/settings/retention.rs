//! `GET /domain/{domain}/retention`: how long a domain keeps data.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::retention::Retention;

/// Asks how long data is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadRetention {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for ReadRetention {
    type Dialect = Devo;
    type Response = Retention;

    const IDS: &'static [&'static str] = &["getDomainRetention"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/retention";
}
