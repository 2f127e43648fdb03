//! `PUT /reseller/unsuspendUser`: lets a blocked account act again.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Reopens one account.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UnsuspendAccount {
    /// Which account. Listed as optional, but refused without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

impl Endpoint for UnsuspendAccount {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["reseller_unsuspend"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/reseller/unsuspendUser";
    const ACCESS: Access = Access::Parent;
}
