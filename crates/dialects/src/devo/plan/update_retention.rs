//! `PUT /plan/{planName}/retention`:
//! changes how long domains of a plan keep data; what is left out stays.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::decimal::Decimal;
use crate::devo::retention::Retention;

/// Changes how long data is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpdateRetention {
    /// The plan.
    pub plan_name: String,
    /// Months that data is kept, where a domain says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Decimal>,
    /// The least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_time: Option<Decimal>,
    /// The most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_time: Option<Decimal>,
}

impl Endpoint for UpdateRetention {
    type Dialect = Devo;
    type Response = Retention;

    const IDS: &'static [&'static str] = &["updatePlanRetention"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/plan/{planName}/retention";
}
