//! `PUT /tickets/{number}/close`: closes a ticket.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Status;

/// Closes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CloseTicket {
    /// The ticket.
    pub number: Loose<i64>,
}

impl Endpoint for CloseTicket {
    type Dialect = DnsServices;
    type Response = Status;

    const IDS: &'static [&'static str] = &["close_ticket"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/tickets/{number}/close";
}
