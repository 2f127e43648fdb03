//! `/hostGetInfo`: one host.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::host::row::HostRow;
use crate::domaincontext::host::selector::HostSelector;

/// Asks about a host.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadHost {
    /// The host.
    #[serde(flatten)]
    pub host: HostSelector,
}

impl Endpoint for ReadHost {
    type Dialect = DomainContext;
    type Response = HostRow;

    const IDS: &'static [&'static str] = &["hostGetInfo"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/hostGetInfo";
}

impl Bulked for ReadHost {
    const BULK_IDS: &'static [&'static str] = &["hostsGetInfo"];
    const BULK_PATH: &'static str = "/hostsGetInfo";
}
