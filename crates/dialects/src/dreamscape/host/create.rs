//! `POST /domains/{domain_id}/hosts`: one more name server inside a name.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Ip, Line};
use crate::dreamscape::host::row::Host;

/// Makes a name server.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateHost {
    /// The name.
    pub domain_id: Id,
    /// Its whole name.
    pub host: Line,
    /// Its address.
    pub ip: Ip,
}

impl Endpoint for CreateHost {
    type Dialect = Dreamscape;
    type Response = Host;

    const IDS: &'static [&'static str] = &["createDomainHost"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domains/{domain_id}/hosts";
    const SUCCESS: StatusCode = StatusCode::CREATED;
}
