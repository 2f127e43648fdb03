//! `DELETE /template/dns`: forgets a DNS template.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Forgets one template.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteDnsTemplate {
    /// Which template.
    pub name: String,
}

impl Endpoint for DeleteDnsTemplate {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["dns_template_delete"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/template/dns";
}
