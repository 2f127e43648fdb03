//! `/domainEnableLock`: starts locking a domain against transfers.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::named::NamedDomain;
use crate::domaincontext::domain::selector::DomainSelector;

/// Switches it on for one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EnableLock {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

impl Endpoint for EnableLock {
    type Dialect = DomainContext;
    type Response = NamedDomain;

    const IDS: &'static [&'static str] = &["domainEnableLock"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainEnableLock";
}

impl Bulked for EnableLock {
    const BULK_IDS: &'static [&'static str] = &["domainsEnableLock"];
    const BULK_PATH: &'static str = "/domainsEnableLock";
}
