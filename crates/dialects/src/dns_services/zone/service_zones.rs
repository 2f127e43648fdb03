//! `GET /service/{service_id}/dns`: the zones of one service.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::zone::list::Zones;

/// Asks for the zones of one service.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListServiceZones {
    /// The service.
    pub service_id: Loose<i64>,
}

impl ListServiceZones {
    /// Why a service that holds no zones refuses this call, and every other it does not list.
    pub const NO_SUCH_METHOD: &'static str = "invalid method";
}

impl Endpoint for ListServiceZones {
    type Dialect = DnsServices;
    type Response = Zones;

    const IDS: &'static [&'static str] = &["list_service_zones"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/service/{service_id}/dns";
}
