//! `GET /affiliates/vouchers`: codes that an affiliate hands out.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks for the codes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListVouchers {}

/// The codes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Vouchers {
    /// The codes.
    pub vouchers: Vec<Voucher>,
}

/// One code.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Voucher {
    /// Its number.
    pub id: Quoted<i64>,
    /// What orders name as `promocode`.
    pub code: String,
    /// What it takes off: a percentage or an amount.
    pub discount: String,
}

impl Endpoint for ListVouchers {
    type Dialect = DnsServices;
    type Response = Vouchers;

    const IDS: &'static [&'static str] = &["affiliate_vouchers"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/affiliates/vouchers";
}
