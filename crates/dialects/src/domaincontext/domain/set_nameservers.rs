//! `/domainSetNSs`: gives a domain other name servers.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Nameservers, optional};
use crate::domaincontext::domain::selector::DomainSelector;

/// Replaces all name servers of one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetNameservers {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
    /// The new ones.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub nss: Option<Nameservers>,
}

/// The name servers a domain has now.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NameserversSet {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub domain: String,
    /// Host names, joined by commas.
    pub nss: String,
}

impl Endpoint for SetNameservers {
    type Dialect = DomainContext;
    type Response = NameserversSet;

    const IDS: &'static [&'static str] = &["domainSetNSs"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainSetNSs";
}

impl Bulked for SetNameservers {
    const BULK_IDS: &'static [&'static str] = &["domainsSetNSs"];
    const BULK_PATH: &'static str = "/domainsSetNSs";
}
