//! `POST /order`: orders several things on one invoice.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::cart::item::CartItem;
use crate::dns_services::clear_yes::ClearYes;
use crate::dns_services::quoted::Quoted;

/// Orders what is in a cart.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct OrderMultiple {
    /// How the invoice will be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_method: Option<Loose<i64>>,
    /// Whether things that cannot be had are left out, instead of all being refused.
    #[serde(default, skip_serializing_if = "ClearYes::is_no")]
    pub ignore_errors: ClearYes,
    /// What is ordered.
    pub items: Vec<CartItem>,
    /// A code that lowers prices, for whatever it fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promocode: Option<String>,
    /// Who sent the customer here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aff_id: Option<Loose<i64>>,
}

/// Orders that were placed, with their invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrdersPlaced {
    /// The number of the order, once for each thing.
    pub order_num_list: Vec<i64>,
    /// The invoice that asks for the money.
    pub invoice_id: Quoted<i64>,
    /// What the invoice comes to, with two decimals.
    pub total: String,
    /// What was ordered.
    pub items: Vec<OrderedItem>,
}

/// What was ordered. A single order has the same keys in another order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrderedItem {
    /// What is done, such as `Domain Register` or `Hosting`.
    pub r#type: String,
    /// The domain or service that comes of it.
    pub id: Quoted<i64>,
    /// The domain's name, or what the service is for.
    pub name: String,
    /// The product, or for a domain its extension.
    pub product_id: Quoted<i64>,
}

impl Endpoint for OrderMultiple {
    type Dialect = DnsServices;
    type Response = OrdersPlaced;

    const IDS: &'static [&'static str] = &["order_multiple"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/order";
    const SECRETS: &'static [&'static str] = &["epp", "data"];
}
