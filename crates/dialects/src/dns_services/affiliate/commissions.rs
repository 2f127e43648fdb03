//! `GET /affiliates/commissions`: what orders of others have earned.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks what was earned.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListCommissions {}

/// What was earned.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Commissions {
    /// One row for each order.
    pub commissions: Vec<Commission>,
}

/// What one order has earned.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Commission {
    /// Its number.
    pub id: Quoted<i64>,
    /// The order.
    pub order_id: Quoted<i64>,
    /// How much, with two decimals.
    pub commission: String,
    /// `Pending` or `Paid`.
    pub status: String,
    /// When.
    pub date: String,
}

impl Endpoint for ListCommissions {
    type Dialect = DnsServices;
    type Response = Commissions;

    const IDS: &'static [&'static str] = &["affiliate_commissions"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/affiliates/commissions";
}
