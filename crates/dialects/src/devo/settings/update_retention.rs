//! `PUT /domain/{domain}/retention`: changes how long a domain keeps data.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::decimal::Decimal;
use crate::devo::retention::Retention;

/// Changes how long data is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpdateRetention {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
    /// Months, within what the plan allows.
    pub time: Decimal,
}

impl Endpoint for UpdateRetention {
    type Dialect = Devo;
    type Response = Retention;

    const IDS: &'static [&'static str] = &["updateDomainRetention"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{domain}/retention";
}
