//! `GET /products/ssl-certificates/{product_id}/dcv`: the way in which it is proven that the customer
//! holds the name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, words};

words! {
    /// A way to prove that one holds a name.
    pub enum DcvMethod {
        /// Somebody there answers a mail.
        Email = "email",
        /// A file is found there.
        Http = "http",
        /// A record is found there.
        Cname = "cname",
    }
}

/// Asks how it is proven for one certificate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadDcv {
    /// The certificate.
    pub product_id: Id,
}

/// How it is proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dcv {
    /// The way.
    pub method: DcvMethod,
    /// The ways there are.
    pub available_methods: Vec<DcvMethod>,
}

impl Endpoint for ReadDcv {
    type Dialect = Dreamscape;
    type Response = Dcv;

    const IDS: &'static [&'static str] = &["getSslDcv"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/products/ssl-certificates/{product_id}/dcv";
}
