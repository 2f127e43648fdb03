//! `PUT /domain/{id}/idprotection`: hides or shows the holder. The details of a domain tell which.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Hides or shows. Without a word it changes over, which cannot be repeated safely.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetIdProtection {
    /// The domain.
    pub id: Loose<i64>,
    /// Whether to hide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idprotection: Option<Flag>,
}

impl Endpoint for SetIdProtection {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["update_domain_idprotection"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{id}/idprotection";
}
