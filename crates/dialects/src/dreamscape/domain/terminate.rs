//! `DELETE /domains/{domain_id}`: a name is given up.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::nothing::Nothing;

/// Gives a name up.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TerminateDomain {
    /// The name.
    pub domain_id: Id,
}

impl Endpoint for TerminateDomain {
    type Dialect = Dreamscape;
    type Response = Nothing;

    const IDS: &'static [&'static str] = &["terminateDomain"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domains/{domain_id}";
    const SUCCESS: StatusCode = StatusCode::NO_CONTENT;
}
