//! `GET /order/{product_id}`: the order form of a product. Nothing is ordered, despite the path.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::amount::Amount;
use crate::dns_services::DnsServices;
use crate::dns_services::cart::period::Period;
use crate::dns_services::form_field::FormField;
use crate::dns_services::quoted::Quoted;

/// Asks for the form of one product.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadConfiguration {
    /// The product.
    pub product_id: Loose<i64>,
}

/// The order form of a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Configuration {
    /// The product.
    pub product: ConfiguredProduct,
}

/// A product with its form, as it is before anything was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConfiguredProduct {
    /// The product.
    pub id: Quoted<i64>,
    /// What its category is called.
    pub category_name: String,
    /// Its category.
    pub category_id: Quoted<i64>,
    /// What it is called.
    pub name: String,
    /// What the first period costs.
    pub price: Amount,
    /// The letter of the period that is chosen.
    pub recurring: String,
    /// What it costs once.
    pub setup: Amount,
    /// The form.
    pub config: ProductConfig,
    /// What each later period costs.
    pub recurring_price: Amount,
    /// Until when the first period is counted; null where periods are not aligned.
    pub prorata_date: Option<String>,
}

/// The parts of an order form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProductConfig {
    /// What every product asks: the period, and a name where it needs one.
    pub product: Vec<ProductField>,
    /// What this product asks.
    pub forms: Vec<FormField>,
    /// What can be had with it.
    pub addons: Vec<Addon>,
    /// Products that can be ordered along, by their numbers.
    pub subproducts: Vec<Quoted<i64>>,
}

/// A question that every product asks. Only the choice of a period has items and prices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProductField {
    /// How it is asked: `select` or `input`.
    pub r#type: String,
    /// The question, as a code: `pickcycle` or `domain`.
    pub title: String,
    /// What is asked: `cycle` or `domain`.
    pub id: String,
    /// The answer's parameter.
    pub name: String,
    /// The periods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Period>>,
    /// The answer as it is now; null when there is none.
    pub value: Option<String>,
    /// What the chosen period costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Amount>,
    /// What it costs once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setup: Option<Amount>,
}

/// Something that can be had with a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Addon {
    /// Always `subitem`.
    pub r#type: String,
    /// What it is called.
    pub title: String,
    /// What orders call it.
    pub id: Quoted<i64>,
    /// What is chosen; null as long as nothing is.
    pub value: Option<String>,
    /// More words; empty when there are none.
    pub description: String,
    /// The box to tick, and the choice of a period.
    pub config: Vec<AddonField>,
    /// What the choice costs now.
    pub price: Amount,
    /// What the choice costs in each period.
    pub recurring_price: Amount,
    /// What the choice costs once.
    pub setup: Amount,
    /// Until when the first period is counted; null where periods are not aligned.
    pub prorata_date: Option<String>,
}

/// A question about an add-on. A box has a mark, and a choice has items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AddonField {
    /// How it is asked: `checkbox` or `select`.
    pub r#type: String,
    /// The question, as a code: `add` or `billingcycle`.
    pub title: String,
    /// The answer's parameter, in brackets: `addon[31]` or `addon_cycles[31]`.
    pub name: String,
    /// Whether the box is ticked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<bool>,
    /// The periods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Period>>,
}

impl Endpoint for ReadConfiguration {
    type Dialect = DnsServices;
    type Response = Configuration;

    const IDS: &'static [&'static str] = &["product_configuration"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/order/{product_id}";
}
