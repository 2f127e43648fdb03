//! `GET /domain/{domain}/preferences`: how a domain likes to be shown.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;

/// Asks for the preferences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadPreferences {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

/// How a domain likes to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Preferences {
    /// The zone that instants are shown in, such as `UTC`.
    pub time_zone: String,
    /// The language, such as `en`.
    pub language: String,
}

impl Endpoint for ReadPreferences {
    type Dialect = Devo;
    type Response = Preferences;

    const IDS: &'static [&'static str] = &["getDomainPreferences"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/preferences";
}
