//! `/serverBootLive`: a server starts from an image that rescues it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Eid, optional};
use crate::domaincontext::server::numbered::NumberedServer;
use crate::domaincontext::server::selector::ServerSelector;

/// Starts a server from a live image.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BootLive {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
    /// The live image, such as `freebsdx64.live`; the first one when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub osimage: Option<Eid>,
}

impl Endpoint for BootLive {
    type Dialect = DomainContext;
    type Response = NumberedServer;

    const IDS: &'static [&'static str] = &["serverBootLive"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverBootLive";
}

impl Bulked for BootLive {
    const BULK_IDS: &'static [&'static str] = &["serversBootLive"];
    const BULK_PATH: &'static str = "/serversBootLive";
}
