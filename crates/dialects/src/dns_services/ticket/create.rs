//! `POST /tickets`: asks a department something.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;

/// Opens a ticket.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateTicket {
    /// The department.
    pub dept_id: Loose<i64>,
    /// What it is about.
    pub subject: String,
    /// What is asked.
    pub body: String,
}

/// The new ticket.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TicketCreated {
    /// Its number: an integer here, and text everywhere else.
    pub ticket: i64,
}

impl Endpoint for CreateTicket {
    type Dialect = DnsServices;
    type Response = TicketCreated;

    const IDS: &'static [&'static str] = &["create_ticket"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/tickets";
}
