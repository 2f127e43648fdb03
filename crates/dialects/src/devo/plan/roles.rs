//! `GET /plan/{planName}/roles`: the roles that domains of a plan begin with.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::role::record::RoleRecord;

/// Asks for the roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ListRoles {
    /// The plan.
    pub plan_name: String,
}

impl Endpoint for ListRoles {
    type Dialect = Devo;
    type Response = Vec<RoleRecord>;

    const IDS: &'static [&'static str] = &["listPlanRoles"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/plan/{planName}/roles";
}
