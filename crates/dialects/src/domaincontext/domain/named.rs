//! What most changes of a domain answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The domain that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamedDomain {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub domain: String,
}
