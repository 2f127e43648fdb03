//! `GET /logs`: what happened in the account, newest first.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;

/// Asks what happened.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadLogs {}

/// What happened, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Logs {
    /// The lines.
    pub logs: Vec<LogLine>,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LogLine {
    /// When.
    pub date: String,
    /// What.
    pub description: String,
    /// From where; empty when it happened by itself.
    pub ip: String,
}

impl Endpoint for ReadLogs {
    type Dialect = DnsServices;
    type Response = Logs;

    const IDS: &'static [&'static str] = &["user_logs"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/logs";
}
