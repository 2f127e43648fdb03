//! Privileges about things: one group that mixes a word with numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::keyed::Keyed;

/// What is allowed about services or about domains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PrivilegeGrants {
    /// `1` where everything is allowed about all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full: Option<u8>,
    /// What is allowed about single ones, by their number.
    #[serde(flatten)]
    pub each: Keyed<Vec<String>>,
}
