//! `GET` and `PUT /domain/{id}/reglock`: whether the domain may move away.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;
use crate::flags::DigitFlag;

/// Asks whether it is locked.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadLock {
    /// The domain.
    pub id: Loose<i64>,
}

/// Whether it is locked.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Lock {
    /// Whether it is locked.
    pub reglock: DigitFlag,
}

impl Endpoint for ReadLock {
    type Dialect = DnsServices;
    type Response = Lock;

    const IDS: &'static [&'static str] = &["get_domain_lock"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/reglock";
}

/// Locks or unlocks. Without a word it changes over, which cannot be repeated safely.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetLock {
    /// The domain.
    pub id: Loose<i64>,
    /// Whether to lock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reglock: Option<Flag>,
}

impl Endpoint for SetLock {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["update_domain_lock"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{id}/reglock";
}
