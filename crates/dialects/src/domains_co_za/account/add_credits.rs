//! `POST /billing/manualTopup`: gives an account below the caller's more money.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::account::credits::Credits;

/// Both parameters are listed as optional, but refused without.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AddCredits {
    /// Which account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// How much, as a decimal above zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl Endpoint for AddCredits {
    type Dialect = DomainsCoZa;
    type Response = Credits;

    const IDS: &'static [&'static str] = &["reseller_add_credits"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/billing/manualTopup";
    const ACCESS: Access = Access::Parent;
}
