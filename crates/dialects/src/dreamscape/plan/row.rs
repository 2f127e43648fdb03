//! Plans as calls show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amount::Amount;

/// Something that is sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The family it belongs to.
    pub type_id: i64,
    /// How long it can be had.
    pub periods: Vec<PlanPeriod>,
}

/// A time that something is sold for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanPeriod {
    /// How long, in months.
    pub period: u16,
    /// Whether it is to try it out.
    pub is_free_trial: bool,
    /// Whether it can be had again.
    pub is_renewable: bool,
    /// Whether it ends.
    pub expires: bool,
    /// What it costs.
    pub price: PlanPrices,
}

/// Prices of a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanPrices {
    /// The first time.
    pub register: Amount,
    /// Every other time.
    pub renew: Amount,
}
