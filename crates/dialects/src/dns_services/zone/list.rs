//! `GET /dns`: all zones of the account, and the services that can hold some.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks for all zones.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ListZones {}

/// Zones, and services that can hold some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Zones {
    /// Services that can hold zones, also those that hold none.
    pub service_ids: Vec<Quoted<i64>>,
    /// The zones.
    pub zones: Vec<ZoneRow>,
}

/// A zone in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ZoneRow {
    /// The zone; other calls say `zone_id`. It is not the id of a registered name.
    pub domain_id: Quoted<i64>,
    /// The zone's name.
    pub name: String,
    /// The service that holds it.
    pub service_id: Quoted<i64>,
}

impl Endpoint for ListZones {
    type Dialect = DnsServices;
    type Response = Zones;

    const IDS: &'static [&'static str] = &["list_dns"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/dns";
}
