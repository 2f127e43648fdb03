//! One thing of a quote: what it is, and whether it could be ordered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::dns_services::cart::configuration::ProductConfig;
use crate::dns_services::form_field::FormField;
use crate::dns_services::quoted::Quoted;
use crate::keyed::Keyed;

/// One thing of a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuotedItem {
    /// The product; null for a name.
    pub product: Option<QuotedProduct>,
    /// Names, by name.
    pub domains: Keyed<QuotedDomain>,
    /// The code that lowers its price; empty without one.
    pub coupon: Coupon,
    /// Its place in the cart, from zero.
    pub index: i64,
    /// Whether it could be ordered.
    pub valid: bool,
    /// What is worth knowing.
    pub info: Vec<String>,
    /// Why it could not be ordered.
    pub error: Vec<String>,
}

/// A product in a quote. Its ids are numbers here; the last keys travel when more is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuotedProduct {
    /// The product.
    pub id: i64,
    /// What its category is called.
    pub category_name: String,
    /// Its category.
    pub category_id: i64,
    /// What it is called.
    pub name: String,
    /// The name it is for; empty where it needs none.
    pub domain: String,
    /// Its form, with what is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<ProductConfig>,
    /// The period's letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurring: Option<String>,
    /// What the first period costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Amount>,
    /// What it costs once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setup: Option<Amount>,
    /// What each later period costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurring_price: Option<Amount>,
}

/// A name in a quote; the last keys travel when more is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuotedDomain {
    /// Its extension.
    pub id: i64,
    /// Its place among the names of this thing, from zero.
    pub index: i64,
    /// The category of names. Text here, and a number for products.
    pub category_id: Quoted<i64>,
    /// What the category is called.
    pub category_name: String,
    /// The whole name.
    pub name: String,
    /// The extension with its dot.
    pub tld: String,
    /// For how many years.
    pub period: i64,
    /// What they cost, with two decimals.
    pub price: String,
    /// The form of its extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forms: Option<Vec<FormField>>,
    /// What is done: `register`, `transfer` or `renew`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
}

/// A code that lowers a price.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coupon {
    /// The code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What it takes off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Amount>,
}
