//! Records as calls show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::dreamscape::arguments::words;

words! {
    /// What a record is.
    pub enum RecordType {
        /// An address of version 4.
        A = "A",
        /// An address of version 6.
        Aaaa = "AAAA",
        /// Text.
        Txt = "TXT",
        /// Another name for it.
        Cname = "CNAME",
        /// Where mail goes.
        Mx = "MX",
        /// Who may issue certificates.
        Caa = "CAA",
        /// Where a service is.
        Srv = "SRV",
        /// A page that is shown or led to.
        Webfwd = "WEBFWD",
        /// A mailbox whose mail goes elsewhere.
        Mailfwd = "MAILFWD",
    }
}

impl RecordType {
    /// The keys that a record of this type has behind `id` and `type`, in their order. A new one
    /// needs them all, except that no `subdomain` means the name itself.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::A | Self::Aaaa | Self::Txt | Self::Cname => &["subdomain", "content"],
            Self::Mx => &["subdomain", "content", "priority"],
            Self::Srv => &["subdomain", "priority", "weight", "port", "target"],
            Self::Caa => &["flag", "tag", "value"],
            Self::Webfwd => &["subdomain", "forward_to", "cloak"],
            Self::Mailfwd => &["forward_to", "email"],
        }
    }

    /// The smallest priority it may have.
    pub fn least_priority(self) -> u16 {
        u16::from(self == Self::Mx)
    }
}

/// A record. Only the keys of its own type are there; see [`RecordType::fields`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DnsRecord {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub r#type: RecordType,
    /// The name below the zone; empty for the zone itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subdomain: Option<String>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Smaller ones come first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u16>,
    /// How often it is taken among equals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<u16>,
    /// The port of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The host of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Whether who does not understand it may not issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag: Option<u8>,
    /// What it is about: `issue`, `issuewild`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Who may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forward_to: Option<String>,
    /// Whether the address of the page stays hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloak: Option<bool>,
    /// The mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl DnsRecord {
    /// A record of which nothing is told yet.
    pub fn blank(id: i64, r#type: RecordType) -> Self {
        Self {
            id,
            r#type,
            subdomain: None,
            content: None,
            priority: None,
            weight: None,
            port: None,
            target: None,
            flag: None,
            tag: None,
            value: None,
            forward_to: None,
            cloak: None,
            email: None,
        }
    }
}
