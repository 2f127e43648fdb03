//! The body of calls that answer without one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// No body: the status says that something is gone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Nothing;
