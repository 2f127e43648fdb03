//! `/serverReboot`: a server starts again, in good order.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::server::numbered::NumberedServer;
use crate::domaincontext::server::selector::ServerSelector;

/// Restarts a server by asking its system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RebootServer {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
}

impl Endpoint for RebootServer {
    type Dialect = DomainContext;
    type Response = NumberedServer;

    const IDS: &'static [&'static str] = &["serverReboot"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverReboot";
}

impl Bulked for RebootServer {
    const BULK_IDS: &'static [&'static str] = &["serversReboot"];
    const BULK_PATH: &'static str = "/serversReboot";
}
