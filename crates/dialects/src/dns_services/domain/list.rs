//! `GET /domain`: the domains of the account.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;
use crate::flags::DigitFlag;

/// Asks for the domains.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListDomains {}

/// The domains.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Domains {
    /// The domains.
    pub domains: Vec<DomainRow>,
}

/// One domain of a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainRow {
    /// Its id.
    pub id: Quoted<i64>,
    /// The whole name.
    pub name: String,
    /// When it ends; all zeros before it is registered.
    pub expires: String,
    /// What the next period costs, with two decimals.
    pub recurring_amount: String,
    /// When it was ordered.
    pub date_created: String,
    /// `Pending`, `Active`, `Expired` and so on.
    pub status: String,
    /// Years it is renewed for.
    pub period: Quoted<u32>,
    /// Whether it renews itself.
    pub autorenew: DigitFlag,
    /// Days until it ends.
    pub daytoexpire: Quoted<i64>,
}

impl Endpoint for ListDomains {
    type Dialect = DnsServices;
    type Response = Domains;

    const IDS: &'static [&'static str] = &["list_domains"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain";
}
