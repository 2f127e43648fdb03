//! `GET /plan/{planName}/configuration`: what a plan gives and allows.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::decimal::Decimal;

/// Asks what a plan gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadConfiguration {
    /// The plan.
    pub plan_name: String,
}

/// What a plan gives its domains, and within which bounds they may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanConfiguration {
    /// The plan.
    pub plan: String,
    /// Months that data is kept, where a domain says nothing.
    pub time: Decimal,
    /// The least.
    pub min_time: Decimal,
    /// The most.
    pub max_time: Decimal,
    /// Gigabytes a day, where a domain says nothing.
    pub volume: Decimal,
    /// The least.
    pub min_volume: Decimal,
    /// The most.
    pub max_volume: Decimal,
}

impl Endpoint for ReadConfiguration {
    type Dialect = Devo;
    type Response = PlanConfiguration;

    const IDS: &'static [&'static str] = &["getPlanConfiguration"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/plan/{planName}/configuration";
}
