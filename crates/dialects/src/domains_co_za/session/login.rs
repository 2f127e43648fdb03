//! `POST /login`: trades a login name and password for the token that every other call carries.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;

/// Signs in.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Login {
    /// The account's login name.
    pub username: String,
    /// The account's password.
    pub password: String,
    /// What the authenticator app shows; wanted once two-factor sign-in is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// The token to send as `Authorization: Bearer`.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct LoggedIn {
    /// A signed token; opaque to clients.
    pub token: String,
}

impl Endpoint for Login {
    type Dialect = DomainsCoZa;
    type Response = LoggedIn;

    const IDS: &'static [&'static str] = &["login"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/login";
    const ACCESS: Access = Access::Anyone;
    const SECRETS: &'static [&'static str] = &["password", "code", "token"];
}
