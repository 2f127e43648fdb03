//! `GET` and `PUT /domain/{id}/autorenew`: whether a domain renews itself.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;
use crate::flags::DigitFlag;

/// Asks whether it renews itself.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadAutorenew {
    /// The domain.
    pub id: Loose<i64>,
}

/// Whether it renews itself.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Autorenew {
    /// Whether it renews itself.
    pub autorenew: DigitFlag,
}

impl Endpoint for ReadAutorenew {
    type Dialect = DnsServices;
    type Response = Autorenew;

    const IDS: &'static [&'static str] = &["get_domain_autorenew"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/autorenew";
}

/// Switches on or off. Without a word it changes over, which cannot be repeated safely.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetAutorenew {
    /// The domain.
    pub id: Loose<i64>,
    /// Whether to renew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autorenew: Option<Flag>,
}

impl Endpoint for SetAutorenew {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["update_domain_autorenew"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{id}/autorenew";
}
