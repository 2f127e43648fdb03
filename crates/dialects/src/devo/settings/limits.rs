//! `GET /domain/{domain}/preferences/limits`: how much a domain may take in.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::decimal::Decimal;

/// Asks for the limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadLimits {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

/// How much a domain may take in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Limits {
    /// Gigabytes a day.
    pub volume: Decimal,
    /// The least that the plan allows.
    pub min_volume: Decimal,
    /// The most that the plan allows.
    pub max_volume: Decimal,
}

impl Endpoint for ReadLimits {
    type Dialect = Devo;
    type Response = Limits;

    const IDS: &'static [&'static str] = &["getDomainLimits"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/preferences/limits";
}
