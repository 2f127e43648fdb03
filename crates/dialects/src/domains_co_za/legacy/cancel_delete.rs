//! `/domain/domain/cancelDelete`: withdraws a deletion that is still queued. The current API has no
//! such call.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Withdraws one name's queued deletion.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CancelDelete {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

impl Endpoint for CancelDelete {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/domain/cancelDelete";
}
