//! `/domainGetDNS`: the records of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::selector::DomainSelector;
use crate::domaincontext::hdomain::record::DnsRecord;

/// Asks about one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadDns {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

impl Endpoint for ReadDns {
    type Dialect = DomainContext;
    type Response = Vec<DnsRecord>;

    const IDS: &'static [&'static str] = &["domainGetDNS"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainGetDNS";
}

impl Bulked for ReadDns {
    const BULK_IDS: &'static [&'static str] = &["domainsGetDNS"];
    const BULK_PATH: &'static str = "/domainsGetDNS";
}
