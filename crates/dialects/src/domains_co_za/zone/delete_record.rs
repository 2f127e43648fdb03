//! `DELETE /domain/dns/entry`: removes one record of a zone.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Removes one record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteRecord {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// The record's id, as the zone lists it.
    #[serde(rename = "dnsId")]
    pub record_id: String,
}

impl Endpoint for DeleteRecord {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["dns_record_delete"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domain/dns/entry";
}
