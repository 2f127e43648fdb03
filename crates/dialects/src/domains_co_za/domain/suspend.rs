//! `POST /domain/suspend`: takes a name off the net by hand; expiry does the same by itself.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::EppOutcome;

/// Suspends one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SuspendDomain {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

impl Endpoint for SuspendDomain {
    type Dialect = DomainsCoZa;
    type Response = EppOutcome;

    const IDS: &'static [&'static str] = &["domain_suspend"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/suspend";
}
