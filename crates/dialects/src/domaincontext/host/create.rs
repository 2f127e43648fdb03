//! `/hostCreate`: a new host inside a domain of the caller.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Ips, Nameserver, optional, starred};
use crate::domaincontext::host::addresses::HostAddresses;

/// Registers a host.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateHost {
    /// Its name.
    #[serde(deserialize_with = "starred")]
    pub host: Nameserver,
    /// Its addresses.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub ips: Option<Ips>,
}

impl Endpoint for CreateHost {
    type Dialect = DomainContext;
    type Response = HostAddresses;

    const IDS: &'static [&'static str] = &["hostCreate"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/hostCreate";
}

impl Bulked for CreateHost {
    const BULK_IDS: &'static [&'static str] = &["hostsCreate"];
    const BULK_PATH: &'static str = "/hostsCreate";
    // Hosts of one name are mostly changed together, and a name is changed once at a time.
    const IN_TURN: bool = true;
}
