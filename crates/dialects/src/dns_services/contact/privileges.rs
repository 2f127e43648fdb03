//! `GET /contact/privileges`: everything that a contact can be allowed to do.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::contact::privilege_grants::PrivilegeGrants;

/// Asks what a contact can be allowed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListPrivileges {}

/// What a contact can be allowed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Privileges {
    /// The privileges by group.
    pub privileges: PrivilegeCatalogue,
}

/// All privileges. The same word may mean something else in another group.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PrivilegeCatalogue {
    /// About money.
    pub billing: Vec<String>,
    /// About tickets.
    pub support: Vec<String>,
    /// About the account.
    pub misc: Vec<String>,
    /// About each service.
    pub services: PrivilegeGrants,
    /// About each domain.
    pub domains: PrivilegeGrants,
}

impl Endpoint for ListPrivileges {
    type Dialect = DnsServices;
    type Response = Privileges;

    const IDS: &'static [&'static str] = &["contact_privileges"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/contact/privileges";
}
