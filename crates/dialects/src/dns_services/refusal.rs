//! What a refused call answers, whatever the reason.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why nothing has changed: sentences under a key in the singular.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refusal {
    /// The reasons.
    pub error: Vec<String>,
}

impl Refusal {
    /// A refusal for one reason.
    pub fn one(reason: impl Into<String>) -> Self {
        Self { error: vec![reason.into()] }
    }
}
