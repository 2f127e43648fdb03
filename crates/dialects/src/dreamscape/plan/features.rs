//! `GET /products/plans/{plan_id}/features`: what can be had along with a plan.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::amount::Amount;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Many, words};

/// Asks what can be had along with a plan.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListFeatures {
    /// The plan.
    pub plan_id: Id,
    /// Only these; all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub types: Option<Many<FeatureType>>,
}

words! {
    /// What can be had along with a server.
    pub enum FeatureType {
        /// A panel to manage hosting with.
        HostingManager = "hosting_manager",
        /// Disk.
        Ssd = "ssd",
        /// Memory.
        Ram = "ram",
        /// Processors.
        Core = "core",
        /// Addresses.
        Ip = "ip",
        /// Traffic.
        Bandwidth = "bandwidth",
    }
}

/// Something that can be had along with a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Feature {
    /// What it is.
    pub r#type: FeatureType,
    /// How much of it can be had.
    pub values: Vec<FeatureValue>,
}

/// An amount of a feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeatureValue {
    /// How much it is.
    pub value: String,
    /// How long it can be had.
    pub periods: Vec<FeaturePeriod>,
}

/// A time that a feature is sold for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeaturePeriod {
    /// How long, in months.
    pub period: u16,
    /// What it costs.
    pub price: FeaturePrices,
}

/// Prices of a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeaturePrices {
    /// What the reseller pays.
    pub wholesale: Amount,
    /// The first time.
    pub register: Amount,
    /// Every other time.
    pub renew: Amount,
}

impl Endpoint for ListFeatures {
    type Dialect = Dreamscape;
    type Response = Vec<Feature>;

    const IDS: &'static [&'static str] = &["listPlanFeatures"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/plans/{plan_id}/features";
}
