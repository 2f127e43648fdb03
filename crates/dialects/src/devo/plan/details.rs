//! `GET /plan/{planName}`: one plan.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::plan::record::PlanRecord;

/// Asks for a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadPlan {
    /// The plan.
    pub plan_name: String,
}

impl Endpoint for ReadPlan {
    type Dialect = Devo;
    type Response = PlanRecord;

    const IDS: &'static [&'static str] = &["getPlan"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/plan/{planName}";
}
