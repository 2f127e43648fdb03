//! `/serverShutdown`: a server stops, in good order.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::server::numbered::NumberedServer;
use crate::domaincontext::server::selector::ServerSelector;

/// Stops a server by asking its system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ShutDownServer {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
}

impl Endpoint for ShutDownServer {
    type Dialect = DomainContext;
    type Response = NumberedServer;

    const IDS: &'static [&'static str] = &["serverShutdown"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverShutdown";
}

impl Bulked for ShutDownServer {
    const BULK_IDS: &'static [&'static str] = &["serversShutdown"];
    const BULK_PATH: &'static str = "/serversShutdown";
}
