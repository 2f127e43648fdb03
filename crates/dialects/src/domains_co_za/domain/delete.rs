//! `DELETE /domain`: asks for a name to be given up; the answer is "queued".

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Gives up one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteDomain {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

impl Endpoint for DeleteDomain {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["domain_delete"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domain";
}
