//! `/domainEnableWhoisProtect`: starts hiding the contacts of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::named::NamedDomain;
use crate::domaincontext::domain::selector::DomainSelector;

/// Switches it on for one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EnableWhoisProtect {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

impl Endpoint for EnableWhoisProtect {
    type Dialect = DomainContext;
    type Response = NamedDomain;

    const IDS: &'static [&'static str] = &["domainEnableWhoisProtect"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainEnableWhoisProtect";
}

impl Bulked for EnableWhoisProtect {
    const BULK_IDS: &'static [&'static str] = &["domainsEnableWhoisProtect"];
    const BULK_PATH: &'static str = "/domainsEnableWhoisProtect";
}
