//! `GET /plan/{planName}/roles/{roleName}`: one role of a plan.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::role::record::RoleRecord;

/// Asks for a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadRole {
    /// The plan.
    pub plan_name: String,
    /// The role.
    pub role_name: String,
}

impl Endpoint for ReadRole {
    type Dialect = Devo;
    type Response = RoleRecord;

    const IDS: &'static [&'static str] = &["getPlanRole"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/plan/{planName}/roles/{roleName}";
}
