//! `GET /reseller/defaultPricing`: what new accounts below the caller's will pay, and how it comes
//! about.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::account::price::DefaultTldPrice;
use crate::domains_co_za::account::pricing::PriceFormat;
use crate::domains_co_za::keyed::Keyed;

/// Asks for the default price list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadDefaultPricing {
    /// How the list is keyed.
    pub format: PriceFormat,
}

/// Default prices by extension.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DefaultPriceList {
    /// Extension to prices.
    #[serde(rename = "arrPrices")]
    pub prices: Keyed<DefaultTldPrice>,
}

impl Endpoint for ReadDefaultPricing {
    type Dialect = DomainsCoZa;
    type Response = DefaultPriceList;

    const IDS: &'static [&'static str] = &["default_pricing_get"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/reseller/defaultPricing";
    const ACCESS: Access = Access::Parent;
}
