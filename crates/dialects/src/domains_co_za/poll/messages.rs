//! `GET /domain/poll`: what happened to the account's names.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::page::Page;

/// Asks for a page of messages.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListMessages {
    /// Keep one type of message: a word of the table in `poll_code`, or `poll` or `expiry`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// Whether open or acknowledged messages are wanted; open ones when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acked: Option<Acked>,
    /// Which rows. `sortBy`: `pollDomain`, `pollMessage`, `pollCode`, `ackDate`, `created_at`.
    #[serde(flatten)]
    pub page: Page,
    /// Keep messages about this whole name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
}

/// A page of messages.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct MessageList {
    /// The rows.
    #[serde(rename = "arrMessages")]
    pub messages: Vec<PollMessage>,
    /// Rows in this answer.
    #[serde(rename = "intReturnedTotal")]
    pub returned_total: u64,
    /// Messages that pass the filter.
    #[serde(rename = "intFilterTotal")]
    pub filter_total: u64,
    /// Messages of the account, before any filter.
    #[serde(rename = "intTotal")]
    pub total: u64,
}

impl Endpoint for ListMessages {
    type Dialect = DomainsCoZa;
    type Response = MessageList;

    const IDS: &'static [&'static str] = &["poll_list"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/poll";
}

/// One message.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PollMessage {
    /// A number and the creation time, joined by a hyphen.
    #[serde(rename = "pollId")]
    pub id: String,
    /// See `poll_code`.
    #[serde(rename = "pollCode")]
    pub code: u16,
    /// The code's words.
    #[serde(rename = "pollMessage")]
    pub message: String,
    /// The whole name it is about.
    #[serde(rename = "pollDomain")]
    pub domain: String,
    /// Unix seconds.
    #[serde(rename = "createDate")]
    pub created: i64,
    /// Unix seconds as text; null while open.
    #[serde(rename = "ackDate")]
    pub acknowledged: Option<String>,
    /// The code's type word.
    #[serde(rename = "pollMessageType")]
    pub kind: String,
}

/// Which messages are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Acked {
    /// Acknowledged ones. PHP clients turn their `true` into 1.
    #[serde(alias = "1")]
    True,
    /// Open ones. PHP clients turn their `false` into 0.
    #[serde(alias = "0")]
    False,
    /// All of them.
    Both,
}
