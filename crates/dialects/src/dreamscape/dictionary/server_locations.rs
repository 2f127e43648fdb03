//! `GET /dictionary/servers-locations`: where servers stand.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::dictionary::place::Place;

/// Asks where servers stand.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ListServerLocations {}

impl Endpoint for ListServerLocations {
    type Dialect = Dreamscape;
    type Response = Vec<Place>;

    const IDS: &'static [&'static str] = &["listServersLocations"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/dictionary/servers-locations";
}
