//! `/domainGetNSs`: which name servers a domain has.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::selector::DomainSelector;

/// Asks about one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadNameservers {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

/// The name servers of a domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NameserversRead {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub domain: String,
    /// Host names, joined by commas.
    pub nameservers: String,
    /// Host names with addresses where they have some, joined by commas: `ns1.a.com/192.0.2.1`.
    pub nsips: String,
}

impl Endpoint for ReadNameservers {
    type Dialect = DomainContext;
    type Response = NameserversRead;

    const IDS: &'static [&'static str] = &["domainGetNSs"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainGetNSs";
}

impl Bulked for ReadNameservers {
    const BULK_IDS: &'static [&'static str] = &["domainsGetNSs"];
    const BULK_PATH: &'static str = "/domainsGetNSs";
}
