//! `PUT /tickets/{number}/open`: opens a closed ticket again.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Status;

/// Opens again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReopenTicket {
    /// The ticket.
    pub number: Loose<i64>,
}

impl Endpoint for ReopenTicket {
    type Dialect = DnsServices;
    type Response = Status;

    const IDS: &'static [&'static str] = &["reopen_ticket"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/tickets/{number}/open";
}
