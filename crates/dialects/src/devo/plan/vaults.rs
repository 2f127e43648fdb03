//! `GET /plan/{planName}/roles/vaults`: where roles of a plan may look for data.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::named::Named;

/// Asks for the vaults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ListVaults {
    /// The plan.
    pub plan_name: String,
}

impl Endpoint for ListVaults {
    type Dialect = Devo;
    type Response = Vec<Named>;

    const IDS: &'static [&'static str] = &["listPlanVaults"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/plan/{planName}/roles/vaults";
}
