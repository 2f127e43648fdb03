//! `/serverRenew`: more time for a server, paid from the balance.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, optional};
use crate::domaincontext::server::selector::ServerSelector;

/// Pays for further periods.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RenewServer {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
    /// How many periods; one when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub amount: Option<Id>,
}

/// Until when it is paid now.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ServerRenewed {
    /// The number of the server.
    pub id: i64,
    /// Its last day.
    pub expires: String,
}

impl Endpoint for RenewServer {
    type Dialect = DomainContext;
    type Response = ServerRenewed;

    const IDS: &'static [&'static str] = &["serverRenew"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverRenew";
}

impl Bulked for RenewServer {
    const BULK_IDS: &'static [&'static str] = &["serversRenew"];
    const BULK_PATH: &'static str = "/serversRenew";
}
