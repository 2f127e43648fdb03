//! `GET /plan`: the plans of the reseller.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::plan::record::PlanRecord;

/// Asks for the plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListPlans {}

impl Endpoint for ListPlans {
    type Dialect = Devo;
    type Response = Vec<PlanRecord>;

    const IDS: &'static [&'static str] = &["listPlans"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/plan";
}
