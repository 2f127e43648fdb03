//! What a refused call answers, whatever the reason.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refusal {
    /// The reason.
    pub error: Reason,
}

/// A reason for programs and for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// The number of the reason.
    pub code: u16,
    /// The same in words.
    pub message: String,
}

impl Refusal {
    /// A refusal for a reason.
    pub fn of(code: u16, message: impl Into<String>) -> Self {
        Self { error: Reason { code, message: message.into() } }
    }
}
