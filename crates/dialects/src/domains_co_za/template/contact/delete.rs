//! `DELETE /template/contact`: forgets a stored contact, by id or by name. A name without a role
//! means all of that name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;
use crate::domains_co_za::template::template_contact::TemplateRole;

/// Forgets one contact, or those of one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteContactTemplate {
    /// Which template.
    #[serde(rename = "templateId", default, skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
    /// Which name.
    #[serde(rename = "templateName", default, skip_serializing_if = "Option::is_none")]
    pub template_name: Option<String>,
    /// Which role of that name.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub role: Option<TemplateRole>,
}

impl Endpoint for DeleteContactTemplate {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["contact_template_delete"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/template/contact";
}
