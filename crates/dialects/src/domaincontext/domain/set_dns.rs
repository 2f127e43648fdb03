//! `/domainSetDNS`: adds, changes and deletes records of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint, Params};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::selector::DomainSelector;
use crate::domaincontext::hdomain::record::RecordOutcome;
use crate::domaincontext::hdomain::record_changes::RecordChanges;

/// Changes records of one domain; what is not named stays.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetDns {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
    /// The records.
    #[serde(flatten)]
    pub records: RecordChanges,
}

/// What came of the records.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DnsSet {
    /// The domain's number.
    pub id: i64,
    /// Its name.
    pub domain: String,
    /// One for each record that was sent, in that order.
    pub records: Vec<RecordOutcome>,
}

impl Endpoint for SetDns {
    type Dialect = DomainContext;
    type Response = DnsSet;

    const IDS: &'static [&'static str] = &["domainSetDNS"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainSetDNS";
}

impl Bulked for SetDns {
    const BULK_IDS: &'static [&'static str] = &["domainsSetDNS"];
    const BULK_PATH: &'static str = "/domainsSetDNS";

    fn keyed(key: &str, element: &mut Params) {
        DomainSelector::fill(key, element);
    }
}
