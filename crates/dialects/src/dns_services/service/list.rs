//! `GET /service`: all services of the account.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks for all services.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ListServices {}

/// All services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Services {
    /// The services.
    pub services: Vec<ServiceRow>,
}

/// A service in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServiceRow {
    /// The service.
    pub id: Quoted<i64>,
    /// The name it is for; empty where it needs none.
    pub domain: String,
    /// What each period costs, with two decimals.
    pub total: String,
    /// Where it stands, such as `Pending` or `Active`.
    pub status: String,
    /// The period as a word, where orders use a letter: `Monthly`.
    pub billingcycle: String,
    /// Until when it is paid, as a date.
    pub next_due: String,
    /// The category of its product.
    pub category: String,
    /// The category as it stands in addresses.
    pub category_url: String,
    /// The product.
    pub name: String,
}

impl Endpoint for ListServices {
    type Dialect = DnsServices;
    type Response = Services;

    const IDS: &'static [&'static str] = &["list_services"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/service";
}
