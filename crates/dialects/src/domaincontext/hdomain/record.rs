//! Records in answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One record of a zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DnsRecord {
    /// Its number; zero for what goes without saying.
    pub id: i64,
    /// Its name below the zone; empty at the top.
    pub name: String,
    /// Its whole name.
    pub fqdn: String,
    /// Its type, in lower case.
    pub r#type: String,
    /// Its value.
    pub value: String,
    /// Its priority; zero where none was said.
    pub no: i64,
    /// Seconds it may be remembered.
    pub ttl: i64,
    /// `ok`.
    pub status: String,
    /// Whether it belongs to the zone itself and cannot be changed.
    pub is_system: bool,
}

/// What came of a record that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordOutcome {
    /// Its number.
    pub id: i64,
    /// `ok`, or `deleted`.
    pub status: String,
}
