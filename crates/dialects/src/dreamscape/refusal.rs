//! What a refused call answers; the reason is also in the status of the response.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why nothing has changed: in one sentence, or field by field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refusal {
    /// Always false.
    pub status: bool,
    /// The reason in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// What is wrong with what was sent, one sentence for each field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validation_errors: Option<Vec<String>>,
}

impl Refusal {
    /// A refusal for one reason.
    pub fn of(reason: impl Into<String>) -> Self {
        Self { status: false, error_message: Some(reason.into()), validation_errors: None }
    }

    /// A refusal of what was sent.
    pub fn of_fields(errors: Vec<String>) -> Self {
        Self { status: false, error_message: None, validation_errors: Some(errors) }
    }
}
