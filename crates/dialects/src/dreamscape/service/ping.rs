//! `GET /ping`: whether anybody is there.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;

/// Asks whether anybody is there.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Ping {}

/// Somebody is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pong {}

impl Endpoint for Ping {
    type Dialect = Dreamscape;
    type Response = Pong;

    const IDS: &'static [&'static str] = &["ping"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/ping";
}
