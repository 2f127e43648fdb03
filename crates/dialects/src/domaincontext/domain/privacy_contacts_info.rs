//! `/domainGetWPContactsInfo`: who the world is told answers for a domain while its WHOIS data is protected, with names and
//! addresses.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::contacts_info::DomainContactsInfo;
use crate::domaincontext::domain::selector::DomainSelector;

/// Asks about one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadPrivacyContactsInfo {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

impl Endpoint for ReadPrivacyContactsInfo {
    type Dialect = DomainContext;
    type Response = DomainContactsInfo;

    const IDS: &'static [&'static str] = &["domainGetWPContactsInfo"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainGetWPContactsInfo";
}

impl Bulked for ReadPrivacyContactsInfo {
    const BULK_IDS: &'static [&'static str] = &["domainsGetWPContactsInfo"];
    const BULK_PATH: &'static str = "/domainsGetWPContactsInfo";
}
