//! `GET /domains/registrants/{registrant_id}`: one registrant.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::registrant::row::Registrant;

/// Asks about a registrant.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadRegistrant {
    /// Who it is.
    pub registrant_id: Id,
}

impl Endpoint for ReadRegistrant {
    type Dialect = Dreamscape;
    type Response = Registrant;

    const IDS: &'static [&'static str] = &["getRegistrant"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domains/registrants/{registrant_id}";
}
