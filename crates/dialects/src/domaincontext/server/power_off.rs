//! `/serverPowerOff`: a server loses its power.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::server::numbered::NumberedServer;
use crate::domaincontext::server::selector::ServerSelector;

/// Switches a server off without asking its system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PowerServerOff {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
}

impl Endpoint for PowerServerOff {
    type Dialect = DomainContext;
    type Response = NumberedServer;

    const IDS: &'static [&'static str] = &["serverPowerOff"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverPowerOff";
}

impl Bulked for PowerServerOff {
    const BULK_IDS: &'static [&'static str] = &["serversPowerOff"];
    const BULK_PATH: &'static str = "/serversPowerOff";
}
