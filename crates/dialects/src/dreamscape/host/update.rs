//! `PATCH /domains/{domain_id}/hosts/{host}`: another address.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Ip, Line};
use crate::dreamscape::host::row::Host;

/// Changes the address of a name server.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateHost {
    /// The name.
    pub domain_id: Id,
    /// Its whole name.
    pub host: Line,
    /// Its address.
    pub ip: Ip,
}

impl Endpoint for UpdateHost {
    type Dialect = Dreamscape;
    type Response = Host;

    const IDS: &'static [&'static str] = &["updateDomainHost"];
    const METHOD: Method = Method::PATCH;
    const PATH: &'static str = "/domains/{domain_id}/hosts/{host}";
}
