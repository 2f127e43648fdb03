//! `GET /ticket/attachment/{file}`: a file that came with a ticket, as it is.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, File, Loose};

use crate::dns_services::DnsServices;

/// Asks for a file.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadAttachment {
    /// The file.
    pub file: String,
    /// The ticket it came with; when given, it must be that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Loose<i64>>,
}

impl Endpoint for ReadAttachment {
    type Dialect = DnsServices;
    type Response = File;

    const IDS: &'static [&'static str] = &["ticket_attachment"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/ticket/attachment/{file}";
}
