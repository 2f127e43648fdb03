//! `POST /domain/{domain}/roles`: a new role of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::role::record::RoleRecord;
use crate::devo::words::Words;

/// Makes a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CreateRole {
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

impl Endpoint for CreateRole {
    type Dialect = Devo;
    type Response = RoleRecord;

    const IDS: &'static [&'static str] = &["createDomainRole"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/{domain}/roles";
}
