//! `GET /template/dns`: stored zones, with their records when asked. All of them at once.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::flags::NumberFlag;

/// Asks for the DNS templates.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListDnsTemplates {
    /// Whether records are wanted too.
    #[serde(rename = "showRecords", default, skip_serializing_if = "Option::is_none")]
    pub show_records: Option<Flag>,
}

/// The DNS templates.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DnsTemplateList {
    /// The rows.
    #[serde(rename = "arrTemplates")]
    pub templates: Vec<DnsTemplate>,
}

impl Endpoint for ListDnsTemplates {
    type Dialect = DomainsCoZa;
    type Response = DnsTemplateList;

    const IDS: &'static [&'static str] = &["dns_template_list"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/template/dns";
}

/// One DNS template.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DnsTemplate {
    /// Name.
    pub name: String,
    /// Whether it is the default.
    pub default: NumberFlag,
    /// Its records, when asked for.
    #[serde(rename = "arrRecords", default, skip_serializing_if = "Option::is_none")]
    pub records: Option<Vec<DnsTemplateRecord>>,
}

/// One record, with `<domain>` and `<ipaddress>` standing for what a zone puts there.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DnsTemplateRecord {
    /// Number of the template; it is shown nowhere else.
    #[serde(rename = "templateId")]
    pub template_id: u64,
    /// The value.
    pub content: String,
    /// The name.
    pub name: String,
    /// Zero where the type has none.
    pub priority: u16,
    /// Seconds.
    pub ttl: u32,
    /// The record type.
    #[serde(rename = "type")]
    pub kind: String,
}
