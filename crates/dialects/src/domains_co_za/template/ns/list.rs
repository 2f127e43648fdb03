//! `GET /template/ns`: stored lists of name servers, bare or in full.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::flags::NumberFlag;
use crate::domains_co_za::page::Page;
use crate::domains_co_za::template::template_detail::TemplateDetail;

/// Asks for a page of name server templates.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListNsTemplates {
    /// Whether only the default is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Flag>,
    /// How much to show; `simple` when left out.
    #[serde(rename = "list", default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<TemplateDetail>,
    /// Keep templates of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Keep this one.
    #[serde(rename = "templateId", default, skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
    /// Keep templates whose name contains this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Which rows. `sortBy`: `name`, `date`, `default`.
    #[serde(flatten)]
    pub page: Page,
}

/// A page of name server templates.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NsTemplateList {
    /// The rows.
    #[serde(rename = "arrTemplates")]
    pub templates: Vec<NsTemplate>,
    /// Templates before any filter.
    #[serde(rename = "intTotal")]
    pub total: u64,
    /// Templates that pass the filter.
    #[serde(rename = "intFilterTotal")]
    pub filter_total: u64,
    /// Rows in this answer.
    #[serde(rename = "intReturnedTotal")]
    pub returned_total: u64,
}

impl Endpoint for ListNsTemplates {
    type Dialect = DomainsCoZa;
    type Response = NsTemplateList;

    const IDS: &'static [&'static str] = &["ns_template_list"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/template/ns";
}

/// One name server template.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NsTemplate {
    /// The servers, in full lists only.
    #[serde(rename = "arrNameservers", default, skip_serializing_if = "Option::is_none")]
    pub nameservers: Option<Vec<String>>,
    /// Name.
    #[serde(rename = "strTemplateName")]
    pub name: String,
    /// Ten hexadecimal digits.
    #[serde(rename = "strTemplateId")]
    pub id: String,
    /// Whether it is the default.
    #[serde(rename = "boolDefaultTemplate")]
    pub is_default: NumberFlag,
}
