//! `GET /products/ssl-certificates/{product_id}/dcv/cname`: the record that proves that the customer
//! holds the name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;

/// Asks for the record of one certificate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadDcvRecord {
    /// The certificate.
    pub product_id: Id,
}

/// A record that has to be found in the zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DcvRecord {
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub value: String,
}

impl Endpoint for ReadDcvRecord {
    type Dialect = Dreamscape;
    type Response = DcvRecord;

    const IDS: &'static [&'static str] = &["getSslDcvCname"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/ssl-certificates/{product_id}/dcv/cname";
}
