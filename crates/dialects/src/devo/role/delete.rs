//! `DELETE /domain/{domain}/roles/{roleName}`: removes a role.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::nothing::Nothing;

/// Removes a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeleteRole {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
    /// The role.
    pub role_name: String,
}

impl Endpoint for DeleteRole {
    type Dialect = Devo;
    type Response = Nothing;

    const IDS: &'static [&'static str] = &["deleteDomainRole"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domain/{domain}/roles/{roleName}";
}
