//! `GET /payment`: the ways to pay, by their number.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::keyed::Keyed;

/// Asks for the ways to pay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListPaymentMethods {}

/// The ways to pay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PaymentMethods {
    /// Names by number; orders take the number as `pay_method`.
    pub payments: Keyed<String>,
}

impl Endpoint for ListPaymentMethods {
    type Dialect = DnsServices;
    type Response = PaymentMethods;

    const IDS: &'static [&'static str] = &["payment_methods"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/payment";
}
