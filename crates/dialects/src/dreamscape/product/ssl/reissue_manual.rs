//! `POST /products/ssl-certificates/{product_id}/reissue/manual`: issues a certificate again, for a
//! signing request of the caller's.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use super::details::SslDetails;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;

/// Issues one certificate again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReissueSslManual {
    /// The certificate.
    pub product_id: Id,
    /// The signing request.
    pub csr: String,
    /// The software of the server it is for.
    pub server_software: Id,
}

impl Endpoint for ReissueSslManual {
    type Dialect = Dreamscape;
    type Response = SslDetails;

    const IDS: &'static [&'static str] = &["reissueSslManual"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/products/ssl-certificates/{product_id}/reissue/manual";
}
