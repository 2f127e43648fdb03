//! `/serverRefuse`: a server is given up for good.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::server::numbered::NumberedServer;
use crate::domaincontext::server::selector::ServerSelector;

/// Gives a server up.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RefuseServer {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
}

impl Endpoint for RefuseServer {
    type Dialect = DomainContext;
    type Response = NumberedServer;

    const IDS: &'static [&'static str] = &["serverRefuse"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverRefuse";
}
