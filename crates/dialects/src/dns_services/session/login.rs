//! `POST /login`: trades an e-mail address and password for two tokens. Forms and JSON will do.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::dns_services::DnsServices;

/// Signs in.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Login {
    /// The account's e-mail address.
    pub username: String,
    /// The account's password.
    pub password: String,
}

/// What signs later calls, and what renews it.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Tokens {
    /// To send as `Authorization: Bearer`.
    pub token: String,
    /// What later buys a new pair; calls take it as `refresh_token`.
    pub refresh: String,
}

impl Endpoint for Login {
    type Dialect = DnsServices;
    type Response = Tokens;

    const IDS: &'static [&'static str] = &["login"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/login";
    const ACCESS: Access = Access::Anyone;
    const SECRETS: &'static [&'static str] = &["password", "token", "refresh"];
}
