//! `/hdomainGetDNS`: the records of a zone.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, optional};
use crate::domaincontext::hdomain::record::DnsRecord;

/// Asks about one zone.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadHostedDns {
    /// Its number, which is the domain's.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
}

impl Endpoint for ReadHostedDns {
    type Dialect = DomainContext;
    type Response = Vec<DnsRecord>;

    const IDS: &'static [&'static str] = &["hdomainGetDNS"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/hdomainGetDNS";
}

impl Bulked for ReadHostedDns {
    const BULK_IDS: &'static [&'static str] = &["hdomainsGetDNS"];
    const BULK_PATH: &'static str = "/hdomainsGetDNS";
}
