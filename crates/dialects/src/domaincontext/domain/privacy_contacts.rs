//! `/domainGetWPContacts`: who the world is told answers for a domain while its WHOIS data is protected.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::contacts::DomainContacts;
use crate::domaincontext::domain::selector::DomainSelector;

/// Asks about one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadPrivacyContacts {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

impl Endpoint for ReadPrivacyContacts {
    type Dialect = DomainContext;
    type Response = DomainContacts;

    const IDS: &'static [&'static str] = &["domainGetWPContacts"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainGetWPContacts";
}

impl Bulked for ReadPrivacyContacts {
    const BULK_IDS: &'static [&'static str] = &["domainsGetWPContacts"];
    const BULK_PATH: &'static str = "/domainsGetWPContacts";
}
