//! `/domainsCheck`: which names are free.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Domains, starred};
use crate::flags::NumberFlag;
use crate::keyed::Keyed;

/// Asks about names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CheckDomains {
    /// The names.
    #[serde(deserialize_with = "starred")]
    pub domains: Domains,
}

/// Answers 1 for a free name and 0 for any other, keyed by the names as they were sent.
impl Endpoint for CheckDomains {
    type Dialect = DomainContext;
    type Response = Keyed<NumberFlag>;

    const IDS: &'static [&'static str] = &["domainsCheck"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainsCheck";
}
