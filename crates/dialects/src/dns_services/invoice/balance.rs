//! `GET /balance`: what the account owes and what it has.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;

/// Asks what the account owes and has.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadBalance {}

/// What the account owes and has.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Balance {
    /// Always true.
    pub success: bool,
    /// The money.
    pub details: BalanceDetails,
}

/// The money of the account, with two decimals.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BalanceDetails {
    /// Its currency, in three letters.
    pub currency: String,
    /// What its unpaid invoices add up to: what it owes.
    pub acc_balance: String,
    /// What it can pay with.
    pub acc_credit: String,
}

impl Endpoint for ReadBalance {
    type Dialect = DnsServices;
    type Response = Balance;

    const IDS: &'static [&'static str] = &["account_balance"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/balance";
}
