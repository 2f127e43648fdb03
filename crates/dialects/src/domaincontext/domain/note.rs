//! `/domainGetNote`: what the holder has noted about a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::domain::selector::DomainSelector;

/// Asks about one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadNote {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
}

/// The note on a domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainNote {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub domain: String,
    /// The note; empty when there is none.
    pub note: String,
}

impl Endpoint for ReadNote {
    type Dialect = DomainContext;
    type Response = DomainNote;

    const IDS: &'static [&'static str] = &["domainGetNote"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainGetNote";
}

impl Bulked for ReadNote {
    const BULK_IDS: &'static [&'static str] = &["domainsGetNote"];
    const BULK_PATH: &'static str = "/domainsGetNote";
}
