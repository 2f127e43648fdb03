//! What changes of a host answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A host with its addresses, as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HostAddresses {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub host: String,
    /// Its addresses.
    pub ips: Vec<String>,
}
