//! `GET /products/types`: the families of products, page by page.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::paging::Paging;

/// Asks for a page of families.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListProductTypes {
    /// Which page.
    #[serde(flatten)]
    pub paging: Paging,
}

/// A family of products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProductType {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}

impl Endpoint for ListProductTypes {
    type Dialect = Dreamscape;
    type Response = Vec<ProductType>;

    const IDS: &'static [&'static str] = &["listProductTypes"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/types";
}
