//! `GET /affiliates/commissionplans`: how commissions are counted.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks how commissions are counted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListCommissionPlans {}

/// The plans.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CommissionPlans {
    /// The plans.
    pub commissionplans: Vec<CommissionPlan>,
}

/// One plan.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CommissionPlan {
    /// Its number.
    pub id: Quoted<i64>,
    /// Its name.
    pub name: String,
    /// A percentage or an amount.
    pub rate: String,
    /// `Percent` or `Fixed`.
    pub r#type: String,
}

impl Endpoint for ListCommissionPlans {
    type Dialect = DnsServices;
    type Response = CommissionPlans;

    const IDS: &'static [&'static str] = &["affiliate_commission_plans"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/affiliates/commissionplans";
}
