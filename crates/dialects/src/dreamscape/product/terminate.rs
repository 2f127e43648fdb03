//! `DELETE /products/<family>/{product_id}`: the end of a product.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::families::per_family;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::nothing::Nothing;

/// Ends a product.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TerminateProduct {
    /// The product.
    pub product_id: Id,
}

impl Endpoint for TerminateProduct {
    type Dialect = Dreamscape;
    type Response = Nothing;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/products/{family}/{product_id}";
    const SUCCESS: StatusCode = StatusCode::NO_CONTENT;
}

per_family!(TerminateProduct, terminate, |_| true);
