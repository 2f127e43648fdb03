//! `PUT /template/ns`: replaces a stored list of name servers, found by name; so it cannot be
//! renamed.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Replaces one list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateNsTemplate {
    /// Which template.
    pub name: String,
    /// Whether it becomes the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Flag>,
    /// The servers, as `ns[0]`, `ns[1]` and so on.
    #[serde(rename = "ns")]
    pub nameservers: Vec<String>,
}

impl Endpoint for UpdateNsTemplate {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["ns_template_update"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/template/ns";
}
