//! `/domainSetContacts`: lets other contacts answer for a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Eid, starred};
use crate::domaincontext::domain::named::NamedDomain;
use crate::domaincontext::domain::selector::DomainSelector;

/// Replaces all contacts of one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetContacts {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
    /// The contact that holds it.
    #[serde(deserialize_with = "starred")]
    pub registrant: Eid,
    /// The contact that decides.
    #[serde(deserialize_with = "starred")]
    pub admin: Eid,
    /// The contact that runs it.
    #[serde(deserialize_with = "starred")]
    pub tech: Eid,
    /// The contact that pays.
    #[serde(deserialize_with = "starred")]
    pub billing: Eid,
}

impl Endpoint for SetContacts {
    type Dialect = DomainContext;
    type Response = NamedDomain;

    const IDS: &'static [&'static str] = &["domainSetContacts"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainSetContacts";
}

impl Bulked for SetContacts {
    const BULK_IDS: &'static [&'static str] = &["domainsSetContacts"];
    const BULK_PATH: &'static str = "/domainsSetContacts";
}
