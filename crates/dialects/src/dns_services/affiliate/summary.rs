//! `GET /affiliates/summary`: what the account has earned as an affiliate.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks for the totals.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadSummary {}

/// The totals.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// The totals.
    pub summary: Totals,
}

/// What came of sending others here. Money has two decimals.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// The number that orders name as `aff_id`.
    pub aff_id: Quoted<i64>,
    /// Visitors sent.
    pub visits: Quoted<i64>,
    /// Orders that came of them.
    pub conversions: Quoted<i64>,
    /// Commission that waits to be paid out.
    pub pending: String,
    /// Commission that was paid out, as credit.
    pub balance: String,
}

impl Endpoint for ReadSummary {
    type Dialect = DnsServices;
    type Response = Summary;

    const IDS: &'static [&'static str] = &["affiliate_summary"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/affiliates/summary";
}
