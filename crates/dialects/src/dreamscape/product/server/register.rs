//! `POST /products/servers`: a new server with its parts, paid by the reseller.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::feature::WantedFeature;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Line, Months};
use crate::dreamscape::product::families::{Order, per_family};
use crate::dreamscape::product::shape::Server;
use crate::dreamscape::product::wordpress::Location;

/// Buys a server for a customer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegisterServer {
    /// Whose it will be.
    pub customer_id: Id,
    /// The plan.
    pub plan_id: Id,
    /// The months of a period, one of those that the plan has.
    pub period: Months,
    /// Where it will stand.
    pub location: Location,
    /// What it will run.
    pub operating_system: Line,
    /// What it has besides what its plan gives it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<WantedFeature>,
}

impl Endpoint for RegisterServer {
    type Dialect = Dreamscape;
    type Response = Server;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/{family}";
    const SUCCESS: StatusCode = StatusCode::CREATED;
}

per_family!(RegisterServer, register, |family| family.order == Order::Server);
