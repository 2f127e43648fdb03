//! `POST /products/servers/{product_id}/features`: one more part of a server, paid by the reseller.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::feature::{ServerFeature, WantedFeature};
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;

/// Buys one more part for a server.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AddServerFeature {
    /// The server.
    pub product_id: Id,
    /// The part.
    #[serde(flatten)]
    pub feature: WantedFeature,
}

impl Endpoint for AddServerFeature {
    type Dialect = Dreamscape;
    type Response = ServerFeature;

    const IDS: &'static [&'static str] = &["registerServersFeature"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/servers/{product_id}/features";
    const SUCCESS: StatusCode = StatusCode::CREATED;
}
