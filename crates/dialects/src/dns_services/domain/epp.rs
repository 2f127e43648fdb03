//! `GET /domain/{id}/epp`: the code that lets the domain move to another registrar.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;

/// Asks for the code.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadEppCode {
    /// The domain.
    pub id: Loose<i64>,
}

/// The code.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct EppCode {
    /// What the gaining side orders with.
    pub epp_code: String,
}

impl Endpoint for ReadEppCode {
    type Dialect = DnsServices;
    type Response = EppCode;

    const IDS: &'static [&'static str] = &["domain_epp"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/epp";
    const SECRETS: &'static [&'static str] = &["epp_code"];
}
