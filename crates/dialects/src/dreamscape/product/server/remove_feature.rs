//! `DELETE /products/servers/{product_id}/features/{feature_id}`: the end of a part of a server.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::nothing::Nothing;

/// Ends one part of a server.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RemoveServerFeature {
    /// The server.
    pub product_id: Id,
    /// The part.
    pub feature_id: Id,
}

impl Endpoint for RemoveServerFeature {
    type Dialect = Dreamscape;
    type Response = Nothing;

    const IDS: &'static [&'static str] = &["terminateServersFeature"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/products/servers/{product_id}/features/{feature_id}";
    const SUCCESS: StatusCode = StatusCode::NO_CONTENT;
}
