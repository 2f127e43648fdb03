//! One-time links into a console.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A link that signs somebody in, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LoginLink {
    /// The address to open.
    pub link: String,
}
