//! `POST /reseller/defaultPricing`: sets what accounts below the caller's pay for one extension by
//! default.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::account::price::{PriceInput, PriceKind};
use crate::domains_co_za::envelope::Done;

/// Prices one extension.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetDefaultPricing {
    /// How the five numbers are meant.
    #[serde(rename = "type")]
    pub kind: PriceKind,
    /// The five numbers.
    #[serde(flatten)]
    pub price: PriceInput,
}

impl Endpoint for SetDefaultPricing {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["default_pricing_set"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/reseller/defaultPricing";
    const ACCESS: Access = Access::Parent;
}
