//! What both credit calls answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The account's money after the call.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Credits {
    /// The new balance, with two decimals.
    #[serde(rename = "fltCredits")]
    pub balance: String,
}
