//! `DELETE /domains/{domain_id}/hosts/{host}`: a name server goes.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Line};
use crate::dreamscape::nothing::Nothing;

/// Takes a name server away.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteHost {
    /// The name.
    pub domain_id: Id,
    /// Its whole name.
    pub host: Line,
}

impl Endpoint for DeleteHost {
    type Dialect = Dreamscape;
    type Response = Nothing;

    const IDS: &'static [&'static str] = &["deleteDomainHost"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domains/{domain_id}/hosts/{host}";
    const SUCCESS: StatusCode = StatusCode::NO_CONTENT;
}
