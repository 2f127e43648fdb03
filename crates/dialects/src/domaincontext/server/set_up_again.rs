//! `/serverResetup`: a server is set up anew, and what was on it is lost.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Eid, Reference, optional, starred};
use crate::domaincontext::server::numbered::NumberedServer;
use crate::domaincontext::server::selector::ServerSelector;

/// Sets a server up from an image.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetServerUpAgain {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
    /// The image.
    #[serde(deserialize_with = "starred")]
    pub osimage: Eid,
    /// The panel to set it up with.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub panel: Option<Reference>,
}

impl Endpoint for SetServerUpAgain {
    type Dialect = DomainContext;
    type Response = NumberedServer;

    const IDS: &'static [&'static str] = &["serverResetup"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverResetup";
}

impl Bulked for SetServerUpAgain {
    const BULK_IDS: &'static [&'static str] = &["serversResetup"];
    const BULK_PATH: &'static str = "/serversResetup";
}
