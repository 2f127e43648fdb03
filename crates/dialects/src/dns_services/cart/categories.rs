//! `GET /category`: the categories of the shop.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks for all categories.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ListCategories {}

/// All categories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Categories {
    /// The categories.
    pub categories: Vec<Category>,
}

/// One category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Category {
    /// The category.
    pub id: Quoted<i64>,
    /// What it is called.
    pub name: String,
    /// More words; empty when there are none.
    pub description: String,
    /// What it is called in addresses.
    pub slug: String,
}

impl Endpoint for ListCategories {
    type Dialect = DnsServices;
    type Response = Categories;

    const IDS: &'static [&'static str] = &["list_categories"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/category";
}
