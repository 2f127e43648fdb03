//! `GET /domain/order`: the extensions on sale. It orders nothing.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks what is on sale.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListTlds {}

/// What is on sale.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Tlds {
    /// The extensions.
    pub tlds: Vec<Tld>,
}

/// One extension.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Tld {
    /// Its number, which orders take as `tld_id`.
    pub id: Quoted<i64>,
    /// The extension with its dot in front: `.com`.
    pub tld: String,
    /// What each period costs.
    pub periods: Vec<TldPeriod>,
}

/// What one period costs. Prices have two decimals.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TldPeriod {
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

impl Endpoint for ListTlds {
    type Dialect = DnsServices;
    type Response = Tlds;

    const IDS: &'static [&'static str] = &["list_tlds"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/order";
}
