//! `POST /template/contact`: stores a contact under a name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;
use crate::domains_co_za::template::template_contact::{TemplateContactInput, TemplateRole};

/// Stores one contact for one role, or for all four.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateContactTemplate {
    /// Name, unique within the role.
    #[serde(rename = "templateName")]
    pub template_name: String,
    /// The role it is for.
    #[serde(rename = "type")]
    pub role: TemplateRole,
    /// Whether it becomes the default of its role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Flag>,
    /// The contact.
    #[serde(flatten)]
    pub contact: TemplateContactInput,
}

impl Endpoint for CreateContactTemplate {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["contact_template_create"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/template/contact";
}
