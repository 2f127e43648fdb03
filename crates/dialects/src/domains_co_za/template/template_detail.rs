//! How much of a template a list shows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much of a template a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TemplateDetail {
    /// Name, id and whether it is the default.
    Simple,
    /// What it holds, too.
    Full,
}
