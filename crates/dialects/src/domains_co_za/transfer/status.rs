//! `GET /domain/transfer`: the transfers known for one name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;

/// Asks about one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadTransferStatus {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

/// A name may have moved more than once.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TransferStatuses {
    /// The transfers.
    #[serde(rename = "arrDomains")]
    pub domains: Vec<TransferStatus>,
}

impl Endpoint for ReadTransferStatus {
    type Dialect = DomainsCoZa;
    type Response = TransferStatuses;

    const IDS: &'static [&'static str] = &["transfer_status"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/transfer";
}

/// One transfer of the name asked about.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TransferStatus {
    /// The whole name.
    #[serde(rename = "strDomainName")]
    pub name: String,
    /// Unix seconds.
    #[serde(rename = "requestDate")]
    pub requested: i64,
    /// In lower case, such as `pending`.
    pub status: String,
}
