//! `GET /reseller/pricing`: what an account pays per extension: the caller's own, or one below it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::account::price::TldPrice;
use crate::domains_co_za::keyed::Keyed;

/// Asks for a price list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadPricing {
    /// How the list is keyed.
    pub format: PriceFormat,
    /// An account below the caller's; the caller's own when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

/// Prices by extension.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PriceList {
    /// Extension to prices.
    #[serde(rename = "arrPrices")]
    pub prices: Keyed<TldPrice>,
}

impl Endpoint for ReadPricing {
    type Dialect = DomainsCoZa;
    type Response = PriceList;

    const IDS: &'static [&'static str] = &["user_pricing_get", "reseller_pricing_get"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/reseller/pricing";
    const ALIASES: &'static [&'static str] = &["/reseller/prices"];
}

/// How a price list is keyed. Older formats are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PriceFormat {
    /// By extension.
    Tld,
}
