//! `/serverPowerOn`: a server gets power.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::server::numbered::NumberedServer;
use crate::domaincontext::server::selector::ServerSelector;

/// Switches a server on.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PowerServerOn {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
}

impl Endpoint for PowerServerOn {
    type Dialect = DomainContext;
    type Response = NumberedServer;

    const IDS: &'static [&'static str] = &["serverPowerOn"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverPowerOn";
}

impl Bulked for PowerServerOn {
    const BULK_IDS: &'static [&'static str] = &["serversPowerOn"];
    const BULK_PATH: &'static str = "/serversPowerOn";
}
