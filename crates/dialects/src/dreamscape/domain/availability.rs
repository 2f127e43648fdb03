//! `GET /domains/availability`: whether names are free, and for how much.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::amount::Amount;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Line, Many, Name, some};

/// Asks whether names are free.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CheckAvailability {
    /// The names.
    #[serde(deserialize_with = "some")]
    pub domain_names: Many<Name>,
    /// The currency of the prices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Line>,
    /// Whose prices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<Id>,
}

/// Whether a name is free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Availability {
    /// The name.
    pub domain_name: String,
    /// Whether it is free; null when that is not known.
    pub is_available: Option<bool>,
    /// The same in a word.
    pub status: Option<String>,
    /// The price of a new name.
    pub register_price: Option<Amount>,
    /// The price of a renewal.
    pub renew_price: Option<Amount>,
    /// Why it is not known.
    pub checking_error: Option<String>,
}

impl Endpoint for CheckAvailability {
    type Dialect = Dreamscape;
    type Response = Vec<Availability>;

    const IDS: &'static [&'static str] = &["checkDomainAvailability"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domains/availability";
}
