//! `DELETE /domain/transfer`: withdraws a transfer that is still open.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Withdraws one transfer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CancelTransfer {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

impl Endpoint for CancelTransfer {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["transfer_cancel"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domain/transfer";
}
