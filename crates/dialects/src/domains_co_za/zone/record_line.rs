//! One record out of a numbered family of parameters: `type1`, `ttl1`, `name1`, `content1`, `prio1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Loose, NumberedFamily};

/// The words that stand for record types. `AAA` is the provider's slip; clients may send it.
pub const RECORD_TYPES: [&str; 12] =
    ["A", "AAA", "AAAA", "MX", "SOA", "TXT", "CNAME", "CAA", "NS", "PTR", "SPF", "SRV"];

/// A record on its way in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RecordLine {
    /// The record type, one of the words in [`RECORD_TYPES`].
    #[serde(rename = "type")]
    pub kind: String,
    /// Seconds; 3600 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl: Option<Loose<u32>>,
    /// Relative to the zone; the zone itself when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The value.
    pub content: String,
    /// Zero when left out.
    #[serde(rename = "prio", default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Loose<u16>>,
}

impl NumberedFamily for RecordLine {
    const FIELDS: &'static [&'static str] = &["type", "ttl", "name", "content", "prio"];
    const MOST: u32 = 999;
}
