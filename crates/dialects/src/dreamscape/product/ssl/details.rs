//! `GET /products/ssl-certificates/{product_id}/details`: what a certificate says, or will say.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;

/// Asks what one certificate says.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadSslDetails {
    /// The certificate.
    pub product_id: Id,
}

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SslDetails {
    /// The name it speaks for.
    pub common_name: String,
    /// The organisation that holds it; empty where there is none.
    pub organization: String,
    /// The part of the organisation; empty where there is none.
    pub organization_unit: String,
    /// The country in two letters.
    pub country: String,
    /// The state.
    pub state: String,
    /// The town.
    pub city: String,
    /// Where mail goes.
    pub email: String,
    /// The country whose law the organisation is founded under; empty where it is not known.
    pub jurisdiction_country: String,
    /// The signing request; empty until there is one.
    pub csr: String,
    /// The software of the server it is for; null where it is not known.
    pub server_software: Option<i64>,
    /// Whether it was issued and can be fetched.
    pub is_certificate_file_exist: bool,
    /// Whether it can be issued again.
    pub is_reissue_available: bool,
    /// Whether the platform can prove by itself that the customer holds the name.
    pub is_auto_dcv_supported: bool,
}

impl Endpoint for ReadSslDetails {
    type Dialect = Dreamscape;
    type Response = SslDetails;

    const IDS: &'static [&'static str] = &["getSslDetails"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/ssl-certificates/{product_id}/details";
}
