//! `POST /plan/{planName}/roles`: a new role of a plan.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::role::record::RoleRecord;
use crate::devo::words::Words;

/// Makes a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CreateRole {
    /// The plan.
    pub plan_name: String,
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

    const IDS: &'static [&'static str] = &["createPlanRole"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/plan/{planName}/roles";
}
