//! `POST /domain/dns`: rewrites a zone from numbered parameters, or adds to it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag, Numbered};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;
use crate::domains_co_za::zone::record_line::RecordLine;

/// Families `type1`, `ttl1`, `name1`, `content1`, `prio1` up to 999; numbers may be skipped.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetZone {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// Whether the zone keeps what it has; it is rewritten when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub append: Option<Flag>,
    /// The records.
    #[serde(flatten)]
    pub records: Numbered<RecordLine>,
}

impl Endpoint for SetZone {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["dns_zone_set"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/dns";
}
