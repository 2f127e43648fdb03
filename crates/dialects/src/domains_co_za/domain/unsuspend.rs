//! `POST /domain/unsuspend`: undoes a suspension by hand.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::EppOutcome;

/// Brings one name back.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UnsuspendDomain {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

impl Endpoint for UnsuspendDomain {
    type Dialect = DomainsCoZa;
    type Response = EppOutcome;

    const IDS: &'static [&'static str] = &["domain_unsuspend"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/unsuspend";
}
