//! `/domainDisableAutorenewal`: stops renewing a domain by itself.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::named::NamedDomain;
use crate::domaincontext::domain::selector::DomainSelector;

/// Switches it off for one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DisableAutorenewal {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

impl Endpoint for DisableAutorenewal {
    type Dialect = DomainContext;
    type Response = NamedDomain;

    const IDS: &'static [&'static str] = &["domainDisableAutorenewal"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainDisableAutorenewal";
}

impl Bulked for DisableAutorenewal {
    const BULK_IDS: &'static [&'static str] = &["domainsDisableAutorenewal"];
    const BULK_PATH: &'static str = "/domainsDisableAutorenewal";
}
