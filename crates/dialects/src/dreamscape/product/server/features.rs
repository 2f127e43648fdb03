//! `GET /products/servers/{product_id}/features`: the parts of a server, page by page.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::feature::ServerFeature;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::paging::Paging;

/// Asks for the parts of one server.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListServerFeatures {
    /// The server.
    pub product_id: Id,
    /// Which page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Endpoint for ListServerFeatures {
    type Dialect = Dreamscape;
    type Response = Vec<ServerFeature>;

    const IDS: &'static [&'static str] = &["listServersFeatures"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/servers/{product_id}/features";
}
