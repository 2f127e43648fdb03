//! `GET /dictionary/wordpress-locations`: where WordPress is hosted.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::dictionary::place::Place;

/// Asks where WordPress is hosted.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ListWordPressLocations {}

impl Endpoint for ListWordPressLocations {
    type Dialect = Dreamscape;
    type Response = Vec<Place>;

    const IDS: &'static [&'static str] = &["listWordPressLocations"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/dictionary/wordpress-locations";
}
