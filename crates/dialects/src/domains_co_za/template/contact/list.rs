//! `GET /template/contact`: stored contacts, bare or in full.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::flags::NumberFlag;
use crate::domains_co_za::page::Page;
use crate::domains_co_za::template::template_contact::{TemplateContact, TemplateRole};
use crate::domains_co_za::template::template_detail::TemplateDetail;

/// Asks for a page of contact templates.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListContactTemplates {
    /// Whether only defaults are wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Flag>,
    /// Keep one role.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub role: Option<TemplateRole>,
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
    /// Which rows. `sortBy`: `name`, `type`, `contact`, `default`, `email`.
    #[serde(flatten)]
    pub page: Page,
}

/// A page of contact templates.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ContactTemplateList {
    /// The rows.
    #[serde(rename = "arrTemplates")]
    pub templates: Vec<ContactTemplate>,
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

impl Endpoint for ListContactTemplates {
    type Dialect = DomainsCoZa;
    type Response = ContactTemplateList;

    const IDS: &'static [&'static str] = &["contact_template_list"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/template/contact";
}

/// One contact template. A name stands once per role.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ContactTemplate {
    /// The contact, in full lists only.
    #[serde(rename = "arrContact", default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<TemplateContact>,
    /// Name.
    #[serde(rename = "strTemplateName")]
    pub name: String,
    /// The role it is for.
    #[serde(rename = "strType")]
    pub role: String,
    /// Sixteen letters and digits.
    #[serde(rename = "strTemplateId")]
    pub id: String,
    /// Whether it is the default of its role.
    #[serde(rename = "boolDefaultTemplate")]
    pub is_default: NumberFlag,
}
