//! A domain as calls show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::devo::decimal::Decimal;

/// A domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DomainRecord {
    /// The full name, with the tail that names the reseller.
    pub name: String,
    /// The plan.
    pub plan: String,
    /// Months that data is kept.
    pub time: Decimal,
    /// Gigabytes a day.
    pub volume: Decimal,
    /// Whether it can be used.
    pub status: DomainStatus,
}

/// Whether a domain can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum DomainStatus {
    /// It can, once it has an owner.
    Active,
    /// It was switched off.
    Disabled,
    /// It is not ready yet.
    Pending,
}
