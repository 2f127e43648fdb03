//! `POST /products/servers/{product_id}/renewal`: another period of a server, and of those of its parts
//! that are named, paid by the reseller.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Months};
use crate::dreamscape::plan::features::FeatureType;
use crate::dreamscape::product::families::{Order, per_family};
use crate::dreamscape::product::shape::Server;

/// Renews a server.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RenewServer {
    /// The server.
    pub product_id: Id,
    /// For how many months; for as many as its last period had when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Months>,
    /// The parts that are renewed with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<RenewedFeature>,
}

/// A part that is renewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RenewedFeature {
    /// What it is.
    pub r#type: FeatureType,
    /// For how many months.
    pub period: Months,
}

impl Endpoint for RenewServer {
    type Dialect = Dreamscape;
    type Response = Server;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/{family}/{product_id}/renewal";
}

per_family!(RenewServer, renew, |family| family.order == Order::Server);
