//! `DELETE /domain/dns`: empties a zone; our name servers stay responsible for it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Empties one zone.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteZone {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

impl Endpoint for DeleteZone {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["dns_zone_delete"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domain/dns";
}
