//! `POST /service/{service_id}/dns`: begins a zone. Its id must be read from the list afterwards.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Begins one zone.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateZone {
    /// The service that will hold it.
    pub service_id: Loose<i64>,
    /// The zone's name.
    pub name: String,
}

impl CreateZone {
    /// What the answer says about the zone called `name`.
    pub fn done(name: &str) -> Info {
        Info::one(format!("Domain zone {name} was created successfully."))
    }
}

impl Endpoint for CreateZone {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["create_zone"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/service/{service_id}/dns";
}
