//! `/domainGetContactsInfo`: who answers for a domain, with names and addresses.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::contact_card::ContactCard;
use crate::domaincontext::domain::selector::DomainSelector;

/// Asks about one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadContactsInfo {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

/// The contacts of a domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainContactsInfo {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub domain: String,
    /// The contact that holds it.
    pub registrant: ContactCard,
    /// The contact that decides.
    pub admin: ContactCard,
    /// The contact that runs it.
    pub tech: ContactCard,
    /// The contact that pays.
    pub billing: ContactCard,
}

impl Endpoint for ReadContactsInfo {
    type Dialect = DomainContext;
    type Response = DomainContactsInfo;

    const IDS: &'static [&'static str] = &["domainGetContactsInfo"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainGetContactsInfo";
}

impl Bulked for ReadContactsInfo {
    const BULK_IDS: &'static [&'static str] = &["domainsGetContactsInfo"];
    const BULK_PATH: &'static str = "/domainsGetContactsInfo";
}
