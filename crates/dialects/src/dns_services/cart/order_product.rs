//! `POST /order/{product_id}`: orders one product.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::answers::FormAnswers;
use crate::dns_services::placed::Placed;

/// Orders one product. The form of the product says what it asks.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct OrderProduct {
    /// The product.
    pub product_id: Loose<i64>,
    /// The name it is for, where it needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The letter of the period; the product's first when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<String>,
    /// How the invoice will be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_method: Option<Loose<i64>>,
    /// What is filled into the form.
    #[serde(default, skip_serializing_if = "FormAnswers::is_empty")]
    pub custom: FormAnswers,
    /// The add-ons that are ticked.
    #[serde(default, skip_serializing_if = "FormAnswers::is_empty")]
    pub addon: FormAnswers,
    /// The letters of their periods, by add-on.
    #[serde(default, skip_serializing_if = "FormAnswers::is_empty")]
    pub addon_cycles: FormAnswers,
    /// The products that are ordered along, by their numbers: the letter of the period, or a tick for
    /// the product's first.
    #[serde(default, skip_serializing_if = "FormAnswers::is_empty")]
    pub subproducts: FormAnswers,
    /// A code that lowers the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promocode: Option<String>,
    /// Who sent the customer here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aff_id: Option<Loose<i64>>,
}

impl Endpoint for OrderProduct {
    type Dialect = DnsServices;
    type Response = Placed;

    const IDS: &'static [&'static str] = &["order_product"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/order/{product_id}";
}
