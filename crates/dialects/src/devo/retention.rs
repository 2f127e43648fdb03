//! How long data is kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::decimal::Decimal;

/// How long data is kept by a domain, or by every domain of a plan that says nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Retention {
    /// The plan.
    pub plan: String,
    /// Months.
    pub time: Decimal,
    /// The least that the plan allows.
    pub min_time: Decimal,
    /// The most that the plan allows.
    pub max_time: Decimal,
}
