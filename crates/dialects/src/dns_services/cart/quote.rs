//! `POST /quote`: what a cart would cost.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::amount::Amount;
use crate::dns_services::DnsServices;
use crate::dns_services::cart::item::CartItem;
use crate::dns_services::cart::quoted_item::QuotedItem;
use crate::dns_services::clear_yes::ClearYes;

/// Asks what a cart would cost; the parameters are those of the order.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct QuoteOrder {
    /// How the invoice would be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_method: Option<Loose<i64>>,
    /// How much is said about each thing; least when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Output>,
    /// What would be ordered.
    pub items: Vec<CartItem>,
    /// Read and without meaning: a quote says what is wrong with each thing.
    #[serde(default, skip_serializing_if = "ClearYes::is_no")]
    pub ignore_errors: ClearYes,
    /// A code that lowers prices, for whatever it fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promocode: Option<String>,
    /// Who sent the customer here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aff_id: Option<Loose<i64>>,
}

/// How much is said about each thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Output {
    /// What it is.
    #[default]
    Short,
    /// Also its form.
    Config,
    /// Also its own prices.
    Full,
}

/// What a cart would cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// The sums.
    pub summary: QuoteSummary,
    /// The things, in the order they were sent.
    pub items: Vec<QuotedItem>,
}

/// The sums of a quote: numbers, where orders answer text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteSummary {
    /// Without tax.
    pub subtotal: Amount,
    /// With tax.
    pub total: Amount,
    /// What the account's credit would pay.
    pub credit: Amount,
    /// What codes take off.
    pub discount: Amount,
    /// What the order itself comes to, without tax.
    pub cost: Amount,
    /// What each period will cost, with tax.
    pub recurring: Vec<QuoteRecurring>,
    /// The taxes.
    pub tax: Vec<QuoteTax>,
}

/// What a period will cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteRecurring {
    /// The period as a word: `Annually`.
    pub title: String,
    /// What it will cost.
    pub price: Amount,
    /// The period's letter: `a`.
    pub value: String,
}

/// One tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteTax {
    /// What it is called.
    pub name: String,
    /// What it comes to.
    pub tax: Amount,
    /// Its rate in percent.
    pub value: Amount,
}

impl Endpoint for QuoteOrder {
    type Dialect = DnsServices;
    type Response = Quote;

    const IDS: &'static [&'static str] = &["order_quote"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/quote";
    const SECRETS: &'static [&'static str] = &["epp", "data"];
}
