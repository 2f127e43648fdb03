//! `/serversGetList`: a short list of servers. Although the name says many, it takes one set of
//! filters; the bulk form is `serverGetList`.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Ids, Login, ServerName, optional};

/// Asks for a list of servers. Whoever names several filters means all of them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListServers {
    /// Numbers of servers.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub ids: Option<Ids>,
    /// The name of one.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub server: Option<ServerName>,
    /// The login of their client.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client: Option<Login>,
}

/// A server in a short list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListedServer {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// `new`, `ok`, `disabled`, `blocked` or `deleted`.
    pub state: String,
    /// `svds` or `ovds`.
    pub r#type: String,
    /// The login of its client.
    pub client: String,
    /// Its address; empty until it has one.
    pub ip: String,
    /// Its last day; none before its host has taken the order.
    pub expires: Option<String>,
}

impl Endpoint for ListServers {
    type Dialect = DomainContext;
    type Response = Vec<ListedServer>;

    const IDS: &'static [&'static str] = &["serversGetList"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serversGetList";
}

impl Bulked for ListServers {
    const BULK_IDS: &'static [&'static str] = &["serverGetList"];
    const BULK_PATH: &'static str = "/serverGetList";
}
