//! A role as calls show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::devo::named::Named;

/// A role of a domain or of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoleRecord {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// What kind it is, such as `ADMIN`; `CUSTOM` for one that somebody made.
    pub r#type: String,
    /// What it may do; `*` for everything.
    pub policies: Vec<String>,
    /// What it may open; `*` for everything.
    pub applications: Vec<String>,
    /// What it is about, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resources: Option<Vec<Named>>,
}
