//! `DELETE /domain/dsrecords`: removes all DS records of a name, or some.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag, PhpSerialized};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::dnssec::ds_record::DsRecordInput;
use crate::domains_co_za::envelope::Done;

/// A bare call removes everything.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteDsRecords {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// Whether everything goes; true when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all: Option<Flag>,
    /// What goes when `all` is false.
    #[serde(rename = "dsRecords", default, skip_serializing_if = "Option::is_none")]
    pub records: Option<PhpSerialized<Vec<DsRecordInput>>>,
}

impl Endpoint for DeleteDsRecords {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["ds_records_delete"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/domain/dsrecords";
}
