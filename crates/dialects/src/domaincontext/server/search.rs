//! `/serversSearch`: servers by what they are called and whose they are.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Ids, Labels, Login, References, ServerNames, optional};
use crate::domaincontext::found::{Found, Paging};
use crate::domaincontext::server::row::ServerRow;

/// Finds servers. Whoever names several filters means all of them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SearchServers {
    /// Numbers of servers.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub ids: Option<Ids>,
    /// Names of servers.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub servers: Option<ServerNames>,
    /// What their client noted.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub note: Option<Labels>,
    /// The login of their client.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client: Option<Login>,
    /// The login of the client's seller.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub seller: Option<Login>,
    /// States they may be in.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub states: Option<References>,
    /// How the list is shown.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Endpoint for SearchServers {
    type Dialect = DomainContext;
    type Response = Found<ServerRow>;

    const IDS: &'static [&'static str] = &["serversSearch"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serversSearch";
}
