//! `/hostUpdate`: other addresses for a host.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Ips, optional};
use crate::domaincontext::host::addresses::HostAddresses;
use crate::domaincontext::host::selector::HostSelector;

/// Puts these addresses in the place of all that a host had.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateHost {
    /// The host.
    #[serde(flatten)]
    pub host: HostSelector,
    /// Its addresses from now on.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub ips: Option<Ips>,
}

impl Endpoint for UpdateHost {
    type Dialect = DomainContext;
    type Response = HostAddresses;

    const IDS: &'static [&'static str] = &["hostUpdate"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/hostUpdate";
}

impl Bulked for UpdateHost {
    const BULK_IDS: &'static [&'static str] = &["hostsUpdate"];
    const BULK_PATH: &'static str = "/hostsUpdate";
    // Hosts of one name are mostly changed together, and a name is changed once at a time.
    const IN_TURN: bool = true;
}
