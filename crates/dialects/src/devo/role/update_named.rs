//! `PUT /domain/{domain}/roles`: changes the role that the body names.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::role::record::RoleRecord;
use crate::devo::words::Words;

/// Changes a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpdateNamedRole {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
    /// The name.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What it may do; `*` for everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policies: Option<Words>,
    /// What it may open; `*` for everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applications: Option<Words>,
}

impl Endpoint for UpdateNamedRole {
    type Dialect = Devo;
    type Response = RoleRecord;

    const IDS: &'static [&'static str] = &["updateDomainRoles"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{domain}/roles";
}
