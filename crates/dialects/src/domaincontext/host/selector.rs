//! Which host a command is about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domaincontext::arguments::{Id, Nameserver, optional};

/// One host, by its number or its name; with both, they must agree. For flattening.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HostSelector {
    /// Its number.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// Its name.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub host: Option<Nameserver>,
}
