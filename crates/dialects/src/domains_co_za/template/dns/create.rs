//! `POST /template/dns`: makes an empty DNS template; updating fills it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Makes one template.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateDnsTemplate {
    /// Name, unique.
    pub name: String,
    /// Whether it becomes the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Flag>,
}

impl Endpoint for CreateDnsTemplate {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["dns_template_create"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/template/dns";
}
