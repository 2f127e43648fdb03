//! An answer that says nothing: an empty object.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// It was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Nothing {}
