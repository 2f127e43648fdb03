//! `DELETE /service/{service_id}/dns/{zone_id}`: ends a zone, with its records.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Ends one zone.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteZone {
    /// The service that holds it.
    pub service_id: Loose<i64>,
    /// The zone.
    pub zone_id: Loose<i64>,
}

impl DeleteZone {
    /// What the answer says about the zone called `name`.
    pub fn done(name: &str) -> Info {
        Info::one(format!("Domain zone {name} was deleted successfully."))
    }
}

impl Endpoint for DeleteZone {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["delete_zone"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/service/{service_id}/dns/{zone_id}";
}
