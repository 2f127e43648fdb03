//! `/domainSetNote`: notes something about a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Label, optional};
use crate::domaincontext::domain::note::DomainNote;
use crate::domaincontext::domain::selector::DomainSelector;

/// Replaces the note on one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetNote {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
    /// The note; a blank one is erased.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub note: Option<Label>,
}

impl Endpoint for SetNote {
    type Dialect = DomainContext;
    type Response = DomainNote;

    const IDS: &'static [&'static str] = &["domainSetNote"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainSetNote";
}

impl Bulked for SetNote {
    const BULK_IDS: &'static [&'static str] = &["domainsSetNote"];
    const BULK_PATH: &'static str = "/domainsSetNote";
}
