//! Places to choose from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place where something can stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Its code: `AU`.
    pub code: String,
    /// Its name.
    pub name: String,
}
