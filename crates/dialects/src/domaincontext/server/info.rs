//! `/serverGetInfo`: one server.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::server::row::ServerRow;
use crate::domaincontext::server::selector::ServerSelector;

/// Asks about a server.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadServer {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
}

/// One server.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ServerInfo {
    /// What lists show, too.
    #[serde(flatten)]
    pub row: ServerRow,
    /// `on` or `off`.
    pub power: String,
    /// The number of the place it stands in.
    pub cluster_id: i64,
    /// The place it stands in.
    pub cluster: String,
    /// What it is for.
    pub purpose: String,
    /// Where its owner can be found.
    pub social: String,
}

impl Endpoint for ReadServer {
    type Dialect = DomainContext;
    type Response = ServerInfo;

    const IDS: &'static [&'static str] = &["serverGetInfo"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverGetInfo";
}

impl Bulked for ReadServer {
    const BULK_IDS: &'static [&'static str] = &["serversGetInfo"];
    const BULK_PATH: &'static str = "/serversGetInfo";
}
