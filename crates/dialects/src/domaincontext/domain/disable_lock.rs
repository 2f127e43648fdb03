//! `/domainDisableLock`: stops locking a domain against transfers.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::named::NamedDomain;
use crate::domaincontext::domain::selector::DomainSelector;

/// Switches it off for one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DisableLock {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

impl Endpoint for DisableLock {
    type Dialect = DomainContext;
    type Response = NamedDomain;

    const IDS: &'static [&'static str] = &["domainDisableLock"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainDisableLock";
}

impl Bulked for DisableLock {
    const BULK_IDS: &'static [&'static str] = &["domainsDisableLock"];
    const BULK_PATH: &'static str = "/domainsDisableLock";
}
