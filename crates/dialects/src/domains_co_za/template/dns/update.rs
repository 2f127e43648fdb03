//! `PUT /template/dns`: replaces the records of a DNS template, found by name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag, Numbered};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;
use crate::domains_co_za::zone::record_line::RecordLine;

/// Families `type1`, `ttl1`, `name1`, `content1`, `prio1` up to 999, next to the template's own
/// `name`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateDnsTemplate {
    /// Which template.
    pub name: String,
    /// Whether it becomes the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Flag>,
    /// The records; one at least.
    #[serde(flatten)]
    pub records: Numbered<RecordLine>,
}

impl Endpoint for UpdateDnsTemplate {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["dns_template_update"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/template/dns";
}
