//! `GET /domains/{domain_id}/hosts`: the name servers inside a name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::host::row::Host;

/// Asks for the name servers inside a name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListHosts {
    /// The name.
    pub domain_id: Id,
}

impl Endpoint for ListHosts {
    type Dialect = Dreamscape;
    type Response = Vec<Host>;

    const IDS: &'static [&'static str] = &["listDomainHosts"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domains/{domain_id}/hosts";
}
