//! `GET /plan/{planName}/policies`: what roles of a plan may be allowed to do.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::named::Named;

/// Asks for the policies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ListPolicies {
    /// The plan.
    pub plan_name: String,
}

impl Endpoint for ListPolicies {
    type Dialect = Devo;
    type Response = Vec<Named>;

    const IDS: &'static [&'static str] = &["listPlanPolicies"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/plan/{planName}/policies";
}
