//! `GET /finances/balance`: the money of the reseller.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::amount::Amount;
use crate::dreamscape::Dreamscape;

/// Asks for the money of the reseller.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ReadBalance {}

/// The money of the reseller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Balance {
    /// How much there is.
    pub balance: Amount,
    /// In which currency.
    pub currency: String,
}

impl Endpoint for ReadBalance {
    type Dialect = Dreamscape;
    type Response = Balance;

    const IDS: &'static [&'static str] = &["getBalance"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/finances/balance";
}
