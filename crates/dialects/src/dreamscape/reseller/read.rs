//! `GET /reseller`: who calls.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;

/// Asks who calls.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ReadReseller {}

/// The account that calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reseller {
    /// Its number.
    pub id: i64,
    /// The language of its people: `en_AU`.
    pub locale: String,
    /// The first name of who answers for it.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
}

impl Endpoint for ReadReseller {
    type Dialect = Dreamscape;
    type Response = Reseller;

    const IDS: &'static [&'static str] = &["getReseller"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/reseller";
}
