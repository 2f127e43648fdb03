//! `GET /domain/{domain}/roles/{roleName}`: one role of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag};

use crate::devo::Devo;
use crate::devo::role::record::RoleRecord;

/// Asks for a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadRole {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
    /// The role.
    pub role_name: String,
    /// Whether its resources are shown too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full: Option<Flag>,
}

impl Endpoint for ReadRole {
    type Dialect = Devo;
    type Response = RoleRecord;

    const IDS: &'static [&'static str] = &["getDomainRole"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/roles/{roleName}";
}
