//! `PUT /plan/{planName}/roles/{roleName}`: changes a role; what is left out stays.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::role::record::RoleRecord;
use crate::devo::words::Words;

/// Changes a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpdateRole {
    /// The plan.
    pub plan_name: String,
    /// The role.
    pub role_name: String,
    /// Another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
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

impl Endpoint for UpdateRole {
    type Dialect = Devo;
    type Response = RoleRecord;

    const IDS: &'static [&'static str] = &["updatePlanRole"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/plan/{planName}/roles/{roleName}";
}
