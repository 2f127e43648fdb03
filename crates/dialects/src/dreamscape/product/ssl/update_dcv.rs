//! `PATCH /products/ssl-certificates/{product_id}/dcv`: another way to prove that the customer holds the
//! name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::dcv::{Dcv, DcvMethod};
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Bounded, Id};

/// Changes how it is proven for one certificate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateDcv {
    /// The certificate.
    pub product_id: Id,
    /// The way.
    pub method: DcvMethod,
    /// The mailbox that is asked, where a mail proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Bounded<2, 255>>,
}

impl Endpoint for UpdateDcv {
    type Dialect = Dreamscape;
    type Response = Dcv;

    const IDS: &'static [&'static str] = &["updateSslDcv"];
    const METHOD: Method = Method::PATCH;
    const PATH: &'static str = "/products/ssl-certificates/{product_id}/dcv";
}
