//! `GET /dictionary/fax-to-email-locations`: where fax numbers are.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;

/// Asks where fax numbers are.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ListFaxLocations {}

/// A state with fax numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FaxLocation {
    /// The code of the country: `AU`.
    pub country_code: String,
    /// The country.
    pub country_name: String,
    /// The code of the state.
    pub state_code: String,
    /// The state.
    pub state_name: String,
}

impl Endpoint for ListFaxLocations {
    type Dialect = Dreamscape;
    type Response = Vec<FaxLocation>;

    const IDS: &'static [&'static str] = &["listFaxToEmailLocations"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/dictionary/fax-to-email-locations";
}
