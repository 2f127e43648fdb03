//! What callers tell about a record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Loose;

use crate::dreamscape::arguments::{Bounded, Line, Switch, words};
use crate::dreamscape::dns::caa_flag::CaaFlag;
use crate::dreamscape::dns::record::RecordType;

words! {
    /// What a record about certificates is about.
    pub enum CaaTag {
        /// Certificates of any kind.
        Issue = "issue",
        /// Certificates of all names below.
        IssueWild = "issuewild",
    }
}

/// What a record is and says. Which fields it needs is told by its type; see
/// [`RecordType::fields`]. For flattening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecordFields {
    /// What it is. It stays what it is.
    pub r#type: RecordType,
    /// The name below the zone; empty for the zone itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subdomain: Option<Bounded<0, 255>>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Bounded<1, 1000>>,
    /// Smaller ones come first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Loose<u16>>,
    /// How often it is taken among equals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Loose<u16>>,
    /// The port of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<Loose<u16>>,
    /// The host of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Bounded<1, 1000>>,
    /// Whether who does not understand it may not issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag: Option<CaaFlag>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<CaaTag>,
    /// Who may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Bounded<1, 1000>>,
    /// Where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forward_to: Option<Bounded<1, 1000>>,
    /// Whether the address of the page stays hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloak: Option<Switch>,
    /// The mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Line>,
}
