//! `/domainGetInfo`: everything about a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::row::DomainRow;
use crate::domaincontext::domain::selector::DomainSelector;

/// Asks about one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadDomain {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

/// One domain. Contacts are none while it is on its way here.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainInfo {
    /// What lists show, too.
    #[serde(flatten)]
    pub row: DomainRow,
    /// Number of the contact that holds it.
    pub registrant: Option<i64>,
    /// Number of the contact that decides.
    pub admin: Option<i64>,
    /// Number of the contact that runs it.
    pub tech: Option<i64>,
    /// Number of the contact that pays.
    pub billing: Option<i64>,
    /// Number of its zone, which is its own.
    pub hdomain_id: i64,
}

impl Endpoint for ReadDomain {
    type Dialect = DomainContext;
    type Response = DomainInfo;

    const IDS: &'static [&'static str] = &["domainGetInfo"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainGetInfo";
}

impl Bulked for ReadDomain {
    const BULK_IDS: &'static [&'static str] = &["domainsGetInfo"];
    const BULK_PATH: &'static str = "/domainsGetInfo";
}
