//! `PUT /template/contact`: replaces a stored contact. With an id, name and role are new values;
//! without one, they say which template is meant.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;
use crate::domains_co_za::template::template_contact::{TemplateContactInput, TemplateRole};

/// Replaces one contact.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateContactTemplate {
    /// Which template.
    #[serde(rename = "templateId", default, skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
    /// Name: new, or which.
    #[serde(rename = "templateName", default, skip_serializing_if = "Option::is_none")]
    pub template_name: Option<String>,
    /// Role: new, or which.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub role: Option<TemplateRole>,
    /// Whether it becomes the default of its role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Flag>,
    /// The contact.
    #[serde(flatten)]
    pub contact: TemplateContactInput,
}

impl Endpoint for UpdateContactTemplate {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["contact_template_update"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/template/contact";
}
