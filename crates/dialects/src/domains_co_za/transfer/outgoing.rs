//! `GET /domain/transfer/transferOutList`: names on their way out of this account.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::page::Page;
use crate::domains_co_za::transfer::transfer_row::TransferList;

/// Asks for a page of outgoing transfers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListOutgoing {
    /// Which rows. `sortBy`: `strDomainName`, `requestDate`, `strStatus`, `createdAt`.
    #[serde(flatten)]
    pub page: Page,
    /// Keep names that contain this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
}

impl Endpoint for ListOutgoing {
    type Dialect = DomainsCoZa;
    type Response = TransferList;

    const IDS: &'static [&'static str] = &["transfer_out_list"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/transfer/transferOutList";
}
