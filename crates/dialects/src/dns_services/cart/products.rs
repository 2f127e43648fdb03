//! `GET /category/{category_id}/product`: what can be bought in a category.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::cart::period::Period;
use crate::dns_services::quoted::Quoted;

/// Asks for the products of one category.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListProducts {
    /// The category.
    pub category_id: Loose<i64>,
}

/// The products of a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Products {
    /// The products.
    pub products: Vec<Product>,
}

/// One product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Product {
    /// The product.
    pub id: Quoted<i64>,
    /// The kind of product, as a number that no table explains.
    pub r#type: Quoted<i64>,
    /// What it is called.
    pub name: String,
    /// Whether pieces are counted. It says nothing about whether any are left.
    pub stock: bool,
    /// How it is paid: `Regular` is per period.
    pub paytype: String,
    /// What it is, in lines.
    pub description: String,
    /// Pieces that are left, where they are counted.
    pub qty: Quoted<i64>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The periods it is sold for.
    pub periods: Vec<Period>,
}

impl Endpoint for ListProducts {
    type Dialect = DnsServices;
    type Response = Products;

    const IDS: &'static [&'static str] = &["list_products"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/category/{category_id}/product";
}
