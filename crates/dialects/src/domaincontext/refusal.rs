//! What a refused call answers, whatever the reason. The status is 200 all the same.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why nothing has changed. That the first key is there at all is what makes it a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refusal {
    /// The reason in words. Some are compared word by word, such as `not enough money`; what holds
    /// the word `wait` asks the caller to come back.
    #[serde(rename = "_error")]
    pub error: String,
    /// Details, when there are any.
    #[serde(rename = "_error_ops", default, skip_serializing_if = "Option::is_none")]
    pub details: Option<RefusalDetails>,
    /// Seconds after which to ask again, while the work goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<u32>,
}

/// What a refusal is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RefusalDetails {
    /// The argument that is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is wrong with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whose rules ask for more: a country, such as `RU`.
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<String>,
}

impl Refusal {
    /// A refusal without details.
    pub fn of(error: impl Into<String>) -> Self {
        Self { error: error.into(), details: None, wait: None }
    }
}
