//! `GET /plan/{planName}/applications`: what domains of a plan may open.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::named::Named;

/// Asks for the applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ListApplications {
    /// The plan.
    pub plan_name: String,
}

impl Endpoint for ListApplications {
    type Dialect = Devo;
    type Response = Vec<Named>;

    const IDS: &'static [&'static str] = &["listPlanApplications"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/plan/{planName}/applications";
}
