//! What changes of a contact answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The contact that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NumberedContact {
    /// Its number.
    pub id: i64,
}
