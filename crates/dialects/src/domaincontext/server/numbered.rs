//! What most commands about a server answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The server that was worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NumberedServer {
    /// Its number.
    pub id: i64,
}
