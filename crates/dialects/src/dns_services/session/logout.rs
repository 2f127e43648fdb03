//! `POST /logout`: ends the access token of the request. Its refresh token lives on.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::info::Status;

/// Signs out.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Logout {}

impl Endpoint for Logout {
    type Dialect = DnsServices;
    type Response = Status;

    const IDS: &'static [&'static str] = &["logout"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/logout";
}
