//! `GET /tickets`: the questions the account has asked.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;
use crate::flags::DigitFlag;

/// Asks for the tickets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListTickets {}

/// The tickets.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Tickets {
    /// The tickets.
    pub tickets: Vec<TicketRow>,
}

/// One ticket of a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TicketRow {
    /// Whether its last reply was read.
    pub client_read: DigitFlag,
    /// Its number.
    pub ticket_number: Quoted<i64>,
    /// When it was opened.
    pub date: String,
    /// The department it was sent to.
    pub deptname: String,
    /// What it is about.
    pub subject: String,
    /// `Open`, `Answered`, `Client-Reply` or `Closed`.
    pub status: String,
}

impl Endpoint for ListTickets {
    type Dialect = DnsServices;
    type Response = Tickets;

    const IDS: &'static [&'static str] = &["list_tickets"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/tickets";
}
