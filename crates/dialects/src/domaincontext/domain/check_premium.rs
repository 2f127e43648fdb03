//! `/domainsCheckPremium`: which names are free, and which of them cost more than usual.

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
pub struct CheckPremium {
    /// The names.
    #[serde(deserialize_with = "starred")]
    pub domains: Domains,
}

/// The verdict on one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PremiumChecked {
    /// Whether it is free.
    pub avail: NumberFlag,
    /// Whether it has a price of its own.
    pub premium: NumberFlag,
}

impl Endpoint for CheckPremium {
    type Dialect = DomainContext;
    type Response = Keyed<PremiumChecked>;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainsCheckPremium";
}
