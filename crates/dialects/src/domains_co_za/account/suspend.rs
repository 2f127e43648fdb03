//! `PUT /reseller/suspendUser`: blocks an account below the caller's.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Blocks one account.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SuspendAccount {
    /// Which account. Listed as optional, but refused without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

impl Endpoint for SuspendAccount {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["reseller_suspend"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/reseller/suspendUser";
    const ACCESS: Access = Access::Parent;
}
