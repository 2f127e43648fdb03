//! Name servers inside a name, as calls show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A name server inside a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Host {
    /// Its whole name.
    pub host: String,
    /// Its address.
    pub ip: String,
}
