//! `/serverReset`: a server starts again at once.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::server::numbered::NumberedServer;
use crate::domaincontext::server::selector::ServerSelector;

/// Restarts a server without asking its system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ResetServer {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
}

impl Endpoint for ResetServer {
    type Dialect = DomainContext;
    type Response = NumberedServer;

    const IDS: &'static [&'static str] = &["serverReset"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverReset";
}

impl Bulked for ResetServer {
    const BULK_IDS: &'static [&'static str] = &["serversReset"];
    const BULK_PATH: &'static str = "/serversReset";
}
