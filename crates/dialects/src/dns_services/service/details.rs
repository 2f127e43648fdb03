//! `GET /service/{id}`: one service with its dates and what one signs in with.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks about one service.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadService {
    /// The service.
    pub id: Loose<i64>,
}

/// One service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServiceDetails {
    /// The service.
    pub service: Service,
}

/// A service. The list has its category besides, and neither label nor password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Service {
    /// The service.
    pub id: Quoted<i64>,
    /// When it was ordered, as a date.
    pub date_created: String,
    /// The name it is for; empty where it needs none.
    pub domain: String,
    /// What the first period cost, with two decimals.
    pub firstpayment: String,
    /// What each period costs, with two decimals.
    pub total: String,
    /// The period as a word, where orders use a letter: `Monthly`.
    pub billingcycle: String,
    /// Until when it is paid, as a date.
    pub next_due: String,
    /// When the next invoice is written, as a date.
    pub next_invoice: String,
    /// Where it stands, such as `Pending` or `Active`.
    pub status: String,
    /// What the account calls it; empty when it has no name.
    pub label: String,
    /// Who signs in; empty until there is somebody.
    pub username: String,
    /// What one signs in with.
    pub password: String,
    /// The product.
    pub name: String,
}

impl Endpoint for ReadService {
    type Dialect = DnsServices;
    type Response = ServiceDetails;

    const IDS: &'static [&'static str] = &["service_details"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/service/{id}";
    const SECRETS: &'static [&'static str] = &["password"];
}
