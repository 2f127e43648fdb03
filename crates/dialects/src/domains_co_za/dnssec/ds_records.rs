//! `GET /domain/dsrecords`: the DS records of a name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::dnssec::ds_record::DsRecord;

/// Asks about one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadDsRecords {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

/// The records the registry has.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DsRecords {
    /// Whether there are any.
    #[serde(rename = "bDNSSec")]
    pub dnssec: bool,
    /// The records.
    #[serde(rename = "arrDsRecords")]
    pub records: Vec<DsRecord>,
}

impl Endpoint for ReadDsRecords {
    type Dialect = DomainsCoZa;
    type Response = DsRecords;

    const IDS: &'static [&'static str] = &["ds_records_get"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/dsrecords";
}
