//! `GET /plan/{planName}/retention`: how long domains of a plan keep data.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::retention::Retention;

/// Asks how long data is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadRetention {
    /// The plan.
    pub plan_name: String,
}

impl Endpoint for ReadRetention {
    type Dialect = Devo;
    type Response = Retention;

    const IDS: &'static [&'static str] = &["getPlanRetention"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/plan/{planName}/retention";
}
