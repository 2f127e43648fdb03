//! `GET /domain/transfer/details`: who moves what, found by the key from the mail.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;

/// Asks about the transfer a key belongs to.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadTransfer {
    /// The secret from the mail.
    #[serde(rename = "transferKey", alias = "key")]
    pub transfer_key: String,
}

/// One transfer. Its dates are text such as `01 Sep 2021 15:54:54`, in South African time.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TransferDetails {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// Who holds the name.
    #[serde(rename = "resellerCompany")]
    pub losing_company: String,
    /// Their address.
    #[serde(rename = "resellerEmail")]
    pub losing_email: String,
    /// Who asks for it.
    #[serde(rename = "gainingCompany")]
    pub gaining_company: String,
    /// When it was asked for.
    #[serde(rename = "requestDate")]
    pub requested: String,
    /// When silence decides it.
    #[serde(rename = "requestCompleteDate")]
    pub completes: String,
    /// Seen from this account.
    pub direction: Direction,
    /// Whether another registrar is involved.
    #[serde(rename = "type")]
    pub kind: TransferKind,
}

impl Endpoint for ReadTransfer {
    type Dialect = DomainsCoZa;
    type Response = TransferDetails;

    const IDS: &'static [&'static str] = &["transfer_details"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/transfer/details";
    const SECRETS: &'static [&'static str] = &["transferKey", "key"];
}

/// Which way a name moves, seen from the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Towards the caller.
    In,
    /// Away from the caller.
    Out,
}

/// How far a name moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TransferKind {
    /// Between accounts of this platform.
    Internal,
    /// From or to another registrar.
    External,
}
