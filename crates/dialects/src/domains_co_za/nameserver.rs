//! The name server parameters that registering, moving and pointing a name share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Up to five name servers.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct NameserverInput {
    /// First name server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ns1: Option<String>,
    /// Second name server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ns2: Option<String>,
    /// Third name server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ns3: Option<String>,
    /// Fourth name server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ns4: Option<String>,
    /// Fifth name server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ns5: Option<String>,
}

impl NameserverInput {
    /// The servers that were sent; an empty text counts as left out.
    pub fn nameservers(&self) -> Vec<&str> {
        [&self.ns1, &self.ns2, &self.ns3, &self.ns4, &self.ns5]
            .into_iter()
            .flatten()
            .map(|server| server.trim())
            .filter(|server| !server.is_empty())
            .collect()
    }
}

/// Who answers for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DnsChoice {
    /// Our name servers.
    Managed,
    /// The servers sent along.
    Custom,
}

/// Who answers for a name after its transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TransferDnsChoice {
    /// Our name servers.
    Managed,
    /// The servers it has.
    Keep,
    /// The servers sent along.
    Custom,
}
