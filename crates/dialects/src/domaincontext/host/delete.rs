//! `/hostDelete`: a host goes, unless names are delegated to it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::host::selector::HostSelector;

/// Removes a host.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteHost {
    /// The host.
    #[serde(flatten)]
    pub host: HostSelector,
}

/// The host that was.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct HostDeleted {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub host: String,
}

impl Endpoint for DeleteHost {
    type Dialect = DomainContext;
    type Response = HostDeleted;

    const IDS: &'static [&'static str] = &["hostDelete"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/hostDelete";
}

impl Bulked for DeleteHost {
    const BULK_IDS: &'static [&'static str] = &["hostsDelete"];
    const BULK_PATH: &'static str = "/hostsDelete";
    // Hosts of one name are mostly changed together, and a name is changed once at a time.
    const IN_TURN: bool = true;
}
