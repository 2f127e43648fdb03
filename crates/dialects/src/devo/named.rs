//! A name and what it is for: policies, applications, resources and vaults are listed so.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that a role can be about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Named {
    /// The name, by which roles speak of it.
    pub name: String,
    /// What it is for.
    pub description: String,
}
