//! `DELETE /domain/hostrecords`: removes a host below a name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::EppOutcome;

/// Removes one host.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteHost {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// The whole host name.
    pub host: String,
}

impl Endpoint for DeleteHost {
    type Dialect = DomainsCoZa;
    type Response = EppOutcome;

    const IDS: &'static [&'static str] = &["host_record_delete"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domain/hostrecords";
}
