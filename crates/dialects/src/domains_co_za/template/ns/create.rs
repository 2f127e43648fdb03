//! `POST /template/ns`: stores a list of name servers under a name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Stores one list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateNsTemplate {
    /// Name, unique.
    pub name: String,
    /// Whether it becomes the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Flag>,
    /// The servers, as `ns[0]`, `ns[1]` and so on.
    #[serde(rename = "ns")]
    pub nameservers: Vec<String>,
}

impl Endpoint for CreateNsTemplate {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["ns_template_create"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/template/ns";
}
