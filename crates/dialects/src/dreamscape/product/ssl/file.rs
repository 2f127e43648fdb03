//! `GET /products/ssl-certificates/{product_id}/file`: a certificate as a file.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;

/// Asks for one certificate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadSslFile {
    /// The certificate.
    pub product_id: Id,
}

/// A file with a certificate and the chain above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SslFile {
    /// What the file is called.
    pub name: String,
    /// The file, as base64.
    pub content: String,
}

impl Endpoint for ReadSslFile {
    type Dialect = Dreamscape;
    type Response = SslFile;

    const IDS: &'static [&'static str] = &["getSslFile"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/ssl-certificates/{product_id}/file";
}
