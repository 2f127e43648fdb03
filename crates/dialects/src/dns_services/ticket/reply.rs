//! `POST /tickets/{number}`: adds a reply.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Replies.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReplyToTicket {
    /// The ticket.
    pub number: Loose<i64>,
    /// What is written.
    pub body: String,
}

impl Endpoint for ReplyToTicket {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["reply_ticket"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/tickets/{number}";
}
