//! `GET /affiliates/payouts`: what was paid out to the affiliate.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks what was paid out.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListPayouts {}

/// What was paid out.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Payouts {
    /// The payments.
    pub payouts: Vec<Payout>,
}

/// One payment.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Payout {
    /// Its number.
    pub id: Quoted<i64>,
    /// How much, with two decimals.
    pub amount: String,
    /// When.
    pub date: String,
}

impl Endpoint for ListPayouts {
    type Dialect = DnsServices;
    type Response = Payouts;

    const IDS: &'static [&'static str] = &["affiliate_payouts"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/affiliates/payouts";
}
