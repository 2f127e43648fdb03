//! `/domain/domain/transferCheck`: the transfers known for one name, as the current status call
//! answers them.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::transfer::status::TransferStatuses;

/// Asks about one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CheckTransfer {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

impl Endpoint for CheckTransfer {
    type Dialect = DomainsCoZa;
    type Response = TransferStatuses;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/domain/transferCheck";
}
