//! `/domainDisableWhoisProtect`: stops hiding the contacts of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::named::NamedDomain;
use crate::domaincontext::domain::selector::DomainSelector;

/// Switches it off for one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DisableWhoisProtect {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

impl Endpoint for DisableWhoisProtect {
    type Dialect = DomainContext;
    type Response = NamedDomain;

    const IDS: &'static [&'static str] = &["domainDisableWhoisProtect"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainDisableWhoisProtect";
}

impl Bulked for DisableWhoisProtect {
    const BULK_IDS: &'static [&'static str] = &["domainsDisableWhoisProtect"];
    const BULK_PATH: &'static str = "/domainsDisableWhoisProtect";
}
