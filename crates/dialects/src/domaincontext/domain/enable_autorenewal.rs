//! `/domainEnableAutorenewal`: starts renewing a domain by itself.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::named::NamedDomain;
use crate::domaincontext::domain::selector::DomainSelector;

/// Switches it on for one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EnableAutorenewal {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

impl Endpoint for EnableAutorenewal {
    type Dialect = DomainContext;
    type Response = NamedDomain;

    const IDS: &'static [&'static str] = &["domainEnableAutorenewal"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainEnableAutorenewal";
}

impl Bulked for EnableAutorenewal {
    const BULK_IDS: &'static [&'static str] = &["domainsEnableAutorenewal"];
    const BULK_PATH: &'static str = "/domainsEnableAutorenewal";
}
