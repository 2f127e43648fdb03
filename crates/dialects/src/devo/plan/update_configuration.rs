//! `PUT /plan/{planName}/configuration`:
//! changes what a plan gives and allows; what is left out stays.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::decimal::Decimal;
use crate::devo::plan::configuration::PlanConfiguration;

/// Changes a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpdateConfiguration {
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
    /// Gigabytes a day, where a domain says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<Decimal>,
    /// The least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_volume: Option<Decimal>,
    /// The most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_volume: Option<Decimal>,
}

impl Endpoint for UpdateConfiguration {
    type Dialect = Devo;
    type Response = PlanConfiguration;

    const IDS: &'static [&'static str] = &["updatePlanConfiguration"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/plan/{planName}/configuration";
}
