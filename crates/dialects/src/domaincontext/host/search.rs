//! `/hostsSearch`: hosts by what they are called and whose they are.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Ids, Labels, optional};
use crate::domaincontext::found::{Found, Paging};
use crate::domaincontext::host::row::HostRow;

/// Finds hosts. Whoever names several filters means all of them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SearchHosts {
    /// Numbers of hosts.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub ids: Option<Ids>,
    /// Names, or parts of names.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub host: Option<Labels>,
    /// Domains they stand in.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub domain: Option<Labels>,
    /// Numbers of those domains.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub domain_ids: Option<Ids>,
    /// What is noted about them.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub note: Option<Labels>,
    /// Logins of clients.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client: Option<Labels>,
    /// Logins of sellers.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub seller: Option<Labels>,
    /// How the list is shown.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Endpoint for SearchHosts {
    type Dialect = DomainContext;
    type Response = Found<HostRow>;

    const IDS: &'static [&'static str] = &["hostsSearch"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/hostsSearch";
}
