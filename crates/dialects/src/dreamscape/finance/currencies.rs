//! `GET /finances/currencies`: the currencies there are.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;

/// Asks for the currencies.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ListCurrencies {}

/// A currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Currency {
    /// In three letters.
    pub code: String,
    /// In words.
    pub name: String,
}

impl Endpoint for ListCurrencies {
    type Dialect = Dreamscape;
    type Response = Vec<Currency>;

    const IDS: &'static [&'static str] = &["listCurrencies"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/finances/currencies";
}
