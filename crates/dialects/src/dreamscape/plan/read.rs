//! `GET /products/plans/{plan_id}`: one plan.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::plan::row::Plan;

/// Asks about a plan.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadPlan {
    /// The plan.
    pub plan_id: Id,
}

impl Endpoint for ReadPlan {
    type Dialect = Dreamscape;
    type Response = Plan;

    const IDS: &'static [&'static str] = &["getPlan"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/plans/{plan_id}";
}
