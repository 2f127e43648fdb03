//! `POST /domain/dsrecords`: replaces the DS records of a name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, PhpSerialized};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::dnssec::ds_record::DsRecordInput;
use crate::domains_co_za::envelope::Done;

/// Stores this set in place of the old one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetDsRecords {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// The set, as PHP's `serialize()` writes an array.
    #[serde(rename = "dsRecords")]
    pub records: PhpSerialized<Vec<DsRecordInput>>,
}

impl Endpoint for SetDsRecords {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["ds_records_set"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/dsrecords";
}
