//! `/serverEnableVNC`: the screen of a server, for some hours.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::server::selector::ServerSelector;

/// Opens the screen of a server to the network.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EnableVnc {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
}

/// How to reach the screen.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct VncAccess {
    /// The number of the server.
    pub id: i64,
    /// The address to connect to.
    pub vnc_ip: String,
    /// The port there.
    pub vnc_port: u16,
    /// The password that it asks for.
    pub vnc_password: String,
}

impl Endpoint for EnableVnc {
    type Dialect = DomainContext;
    type Response = VncAccess;

    const IDS: &'static [&'static str] = &["serverEnableVNC"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverEnableVNC";
    const SECRETS: &'static [&'static str] = &["vnc_password"];
}

impl Bulked for EnableVnc {
    const BULK_IDS: &'static [&'static str] = &["serversEnableVNC"];
    const BULK_PATH: &'static str = "/serversEnableVNC";
}
