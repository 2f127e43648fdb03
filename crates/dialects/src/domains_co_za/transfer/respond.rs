//! `POST /domain/transfer/response`: the losing side's vote.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Votes on one transfer; the mailed key is the proof of who votes.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct RespondToTransfer {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// The vote.
    pub response: TransferVote,
    /// The secret from the mail, not the account key of older clients.
    #[serde(alias = "transferKey")]
    pub key: String,
}

impl Endpoint for RespondToTransfer {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["transfer_respond"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/transfer/response";
    const SECRETS: &'static [&'static str] = &["key", "transferKey"];
}

/// Either answer to a transfer request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TransferVote {
    /// Let the name go.
    Approve,
    /// Keep it.
    Reject,
}
