//! What an order of one thing answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::quoted::Quoted;

/// An order that was placed, with its invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Placed {
    /// Number of the order.
    pub order_num: i64,
    /// The invoice that asks for the money.
    pub invoice_id: Quoted<i64>,
    /// What the invoice comes to, with two decimals.
    pub total: String,
    /// What was ordered: one object, although the key says many.
    pub items: PlacedItem,
}

/// What was ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlacedItem {
    /// The domain or service that comes of it.
    pub id: Quoted<i64>,
    /// What is done, such as `Domain Register` or `Hosting`.
    pub r#type: String,
    /// The domain's name, or what the service is for.
    pub name: String,
    /// The product, or for a domain its extension.
    pub product_id: Quoted<i64>,
}
