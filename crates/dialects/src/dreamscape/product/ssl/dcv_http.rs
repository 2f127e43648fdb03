//! `GET /products/ssl-certificates/{product_id}/dcv/http`: the file that proves that the customer holds
//! the name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;

/// Asks for the file of one certificate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadDcvFile {
    /// The certificate.
    pub product_id: Id,
}

/// A file that has to be found at an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DcvFile {
    /// What it is called.
    pub name: String,
    /// The folder it stands in.
    pub path: String,
    /// Where it is looked for.
    pub url: String,
    /// What it says.
    pub content: String,
}

impl Endpoint for ReadDcvFile {
    type Dialect = Dreamscape;
    type Response = DcvFile;

    const IDS: &'static [&'static str] = &["getSslDcvHttp"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/ssl-certificates/{product_id}/dcv/http";
}
