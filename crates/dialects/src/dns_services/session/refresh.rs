//! `POST /token`: trades a refresh token for a new pair, also when the access token is spent.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::dns_services::DnsServices;
use crate::dns_services::session::login::Tokens;

/// Renews the tokens.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct RefreshToken {
    /// What `refresh` was in the answer to the sign-in.
    pub refresh_token: String,
}

impl Endpoint for RefreshToken {
    type Dialect = DnsServices;
    type Response = Tokens;

    const IDS: &'static [&'static str] = &["refresh_token"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/token";
    const ACCESS: Access = Access::Anyone;
    const SECRETS: &'static [&'static str] = &["refresh_token", "token", "refresh"];
}
