//! `GET /domain/funds`: the caller's balances.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::amount::Amount;

/// Asks for the caller's balances.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadBalance {}

/// The same money said several ways.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Balance {
    /// Whose money it is: `reseller`.
    #[serde(rename = "strBillingType")]
    pub billing_type: String,
    /// Money left.
    #[serde(rename = "dblPrepaidBalance")]
    pub prepaid: Amount,
    /// Money owed by accounts that pay later.
    #[serde(rename = "dblPostPaid")]
    pub postpaid: Amount,
    /// Money held with the `.za` registry on the account's own name.
    #[serde(rename = "dblCozaBalance")]
    pub coza: Amount,
    /// As `strBillingType`.
    #[serde(rename = "strType")]
    pub kind: String,
    /// Money left, as text without needless decimals.
    #[serde(rename = "strBalance")]
    pub balance: String,
}

impl Endpoint for ReadBalance {
    type Dialect = DomainsCoZa;
    type Response = Balance;

    const IDS: &'static [&'static str] = &["user_balance"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/funds";
}
