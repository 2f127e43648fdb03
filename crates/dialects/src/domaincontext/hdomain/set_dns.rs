//! `/hdomainSetDNS`: adds, changes and deletes records of a zone.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint, Params};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::selector::DomainSelector;
use crate::domaincontext::hdomain::record::RecordOutcome;
use crate::domaincontext::hdomain::record_changes::RecordChanges;

/// Changes records of one zone; what is not named stays.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetHostedDns {
    /// The domain of the zone.
    #[serde(flatten)]
    pub domain: DomainSelector,
    /// The records.
    #[serde(flatten)]
    pub records: RecordChanges,
}

/// What came of the records.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct HostedDnsSet {
    /// The zone's number.
    pub id: i64,
    /// One for each record that was sent, in that order.
    pub records: Vec<RecordOutcome>,
}

impl Endpoint for SetHostedDns {
    type Dialect = DomainContext;
    type Response = HostedDnsSet;

    const IDS: &'static [&'static str] = &["hdomainSetDNS"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/hdomainSetDNS";
}

impl Bulked for SetHostedDns {
    const BULK_IDS: &'static [&'static str] = &["hdomainsSetDNS"];
    const BULK_PATH: &'static str = "/hdomainsSetDNS";

    fn keyed(key: &str, element: &mut Params) {
        DomainSelector::fill(key, element);
    }
}
