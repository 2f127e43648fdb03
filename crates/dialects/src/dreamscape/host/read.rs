//! `GET /domains/{domain_id}/hosts/{host}`: one name server.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Line};
use crate::dreamscape::host::row::Host;

/// Asks about a name server.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadHost {
    /// The name.
    pub domain_id: Id,
    /// Its whole name.
    pub host: Line,
}

impl Endpoint for ReadHost {
    type Dialect = Dreamscape;
    type Response = Host;

    const IDS: &'static [&'static str] = &["getDomainHost"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domains/{domain_id}/hosts/{host}";
}
