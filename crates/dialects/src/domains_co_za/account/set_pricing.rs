//! `POST /reseller/pricing`: sets what an account below the caller's pays for one extension. The
//! answer holds the account's whole price list.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::account::price::{PriceInput, PriceKind, SetTldPrice};
use crate::domains_co_za::keyed::Keyed;

/// Prices one extension for one account.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetPricing {
    /// Which account. Listed as optional, but refused without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// How the five numbers are meant; `base` when left out.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PriceKind>,
    /// The five numbers.
    #[serde(flatten)]
    pub price: PriceInput,
}

/// Every price of the account.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PricesSet {
    /// Extension to prices.
    #[serde(rename = "arrPrices")]
    pub prices: Keyed<SetTldPrice>,
}

impl Endpoint for SetPricing {
    type Dialect = DomainsCoZa;
    type Response = PricesSet;

    const IDS: &'static [&'static str] = &["reseller_pricing_set"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/reseller/pricing";
    const ALIASES: &'static [&'static str] = &["/reseller/prices"];
    const ACCESS: Access = Access::Parent;
}
