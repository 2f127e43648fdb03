//! `POST /revoke`: ends both tokens, named by the refresh token or by the access token in use.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Status;

/// Ends a session.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct RevokeToken {
    /// The refresh token; without it the access token of the request counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

impl Endpoint for RevokeToken {
    type Dialect = DnsServices;
    type Response = Status;

    const IDS: &'static [&'static str] = &["revoke_token"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/revoke";
    const ACCESS: Access = Access::Anyone;
    const SECRETS: &'static [&'static str] = &["refresh_token"];
}
