//! `GET /tickets/{number}`: one ticket with its replies, which stand beside it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;
use crate::flags::DigitFlag;

/// Asks about one ticket.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadTicket {
    /// The ticket.
    pub number: Loose<i64>,
}

/// A ticket and its replies.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TicketDetails {
    /// The ticket.
    pub ticket: Ticket,
    /// Its replies, oldest first.
    pub replies: Vec<TicketReply>,
}

/// One ticket.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Ticket {
    /// When it was opened.
    pub date: String,
    /// Its number.
    pub ticket_number: Quoted<i64>,
    /// Who opened it.
    pub name: String,
    /// Where answers are mailed to.
    pub email: String,
    /// What it is about.
    pub subject: String,
    /// What was asked.
    pub body: String,
    /// `Open`, `Answered`, `Client-Reply` or `Closed`.
    pub status: String,
    /// Whether its last reply was read.
    pub client_read: DigitFlag,
    /// The department it was sent to.
    pub deptname: String,
    /// The files that came with it.
    pub attachments: Vec<Attachment>,
}

/// A file that came with a ticket.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Attachment {
    /// What its download goes by.
    pub id: Quoted<i64>,
    /// What it is called.
    pub name: String,
}

/// One reply.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TicketReply {
    /// Its number.
    pub id: Quoted<i64>,
    /// Who wrote it.
    pub name: String,
    /// When.
    pub date: String,
    /// What was written.
    pub body: String,
    /// Whether it was sent.
    pub status: String,
    /// `Admin` from the support, `Client` from the account.
    pub r#type: String,
}

impl Endpoint for ReadTicket {
    type Dialect = DnsServices;
    type Response = TicketDetails;

    const IDS: &'static [&'static str] = &["ticket_details"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/tickets/{number}";
}
