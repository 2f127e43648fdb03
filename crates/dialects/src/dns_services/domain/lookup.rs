//! `POST /domain/lookup`: whether a name is free, and what it costs.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks about a name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LookUpDomain {
    /// The whole name.
    pub name: String,
}

/// Whether the name is free.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Lookup {
    /// Whether it can be registered.
    pub available: bool,
    /// The name.
    pub name: String,
    /// Whether it costs more than others of its extension.
    pub premium: bool,
    /// What each period costs.
    pub periods: Vec<LookupPeriod>,
    /// `ok` where it can be registered; not there otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// What one period costs. Prices have two decimals.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LookupPeriod {
    /// The extension: the same in every row, and what orders take as `tld_id`.
    pub id: Quoted<i64>,
    /// Years.
    pub period: Quoted<u32>,
    /// To register.
    pub register: String,
    /// To move here.
    pub transfer: String,
    /// To renew.
    pub renew: String,
    /// To bring back after it was given up.
    pub redemption: String,
}

impl Endpoint for LookUpDomain {
    type Dialect = DnsServices;
    type Response = Lookup;

    const IDS: &'static [&'static str] = &["domain_lookup"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/lookup";
}
