//! A plan as calls show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A plan of a reseller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanRecord {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The roles that its domains begin with.
    pub roles: Vec<PlanRole>,
}

/// A role as plans show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanRole {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What kind it is, such as `ADMIN`.
    pub r#type: String,
    /// What it may do; `*` for everything.
    pub policies: Vec<String>,
}
