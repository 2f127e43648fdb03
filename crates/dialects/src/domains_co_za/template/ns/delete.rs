//! `DELETE /template/ns`: forgets a stored list of name servers, by id or by name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Forgets one list; one of the two is needed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteNsTemplate {
    /// Which template, by id.
    #[serde(rename = "templateId", default, skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
    /// Which template, by name.
    #[serde(rename = "templateName", default, skip_serializing_if = "Option::is_none")]
    pub template_name: Option<String>,
}

impl Endpoint for DeleteNsTemplate {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["ns_template_delete"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/template/ns";
}
