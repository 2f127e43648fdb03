//! `GET /payment/fees`: the ways to pay, and what they cost.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;

/// Asks what the ways to pay cost.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListPaymentFees {}

/// What the ways to pay cost.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PaymentFees {
    /// The ways to pay.
    pub payments: Vec<PaymentFee>,
}

/// One way to pay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PaymentFee {
    /// Its number; orders take it as `pay_method`.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it costs each time, with at least one decimal.
    pub fixed_fee: String,
    /// What it costs besides, as a percentage with at least one decimal.
    pub percent_fee: String,
}

impl Endpoint for ListPaymentFees {
    type Dialect = DnsServices;
    type Response = PaymentFees;

    const IDS: &'static [&'static str] = &["payment_fees"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/payment/fees";
}
