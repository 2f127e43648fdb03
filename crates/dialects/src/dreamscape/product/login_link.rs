//! `POST /products/<family>/{product_id}/login-link`: a link into the console of a product, for once.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::families::per_family;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Line};
use crate::dreamscape::login_link::LoginLink;

/// Asks for a link into the console of a product.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateProductLoginLink {
    /// The product.
    pub product_id: Id,
    /// Which part of the console it opens; the values are not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Line>,
}

impl Endpoint for CreateProductLoginLink {
    type Dialect = Dreamscape;
    type Response = LoginLink;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/{family}/{product_id}/login-link";
    const SECRETS: &'static [&'static str] = &["link"];
}

per_family!(CreateProductLoginLink, login_link, |family| family.has_login_links);
