//! `/domainGetContacts`: who answers for a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::selector::DomainSelector;

/// Asks about one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadContacts {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

/// Numbers of the contacts of a domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainContacts {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub domain: String,
    /// The contact that holds it.
    pub registrant: i64,
    /// The contact that decides.
    pub admin: i64,
    /// The contact that runs it.
    pub tech: i64,
    /// The contact that pays.
    pub billing: i64,
}

impl Endpoint for ReadContacts {
    type Dialect = DomainContext;
    type Response = DomainContacts;

    const IDS: &'static [&'static str] = &["domainGetContacts"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainGetContacts";
}

impl Bulked for ReadContacts {
    const BULK_IDS: &'static [&'static str] = &["domainsGetContacts"];
    const BULK_PATH: &'static str = "/domainsGetContacts";
}
