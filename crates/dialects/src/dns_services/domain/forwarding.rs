//! `PUT /domain/{id}/forwarding`: sends visitors of a domain elsewhere. It cannot be read back.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Sends visitors elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetForwarding {
    /// The domain.
    pub id: Loose<i64>,
    /// Where to.
    pub url: String,
    /// How, for example by a redirect; also called `kind`.
    #[serde(default, skip_serializing_if = "Option::is_none", alias = "kind")]
    pub r#type: Option<String>,
}

impl Endpoint for SetForwarding {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["update_domain_forwarding"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{id}/forwarding";
}
