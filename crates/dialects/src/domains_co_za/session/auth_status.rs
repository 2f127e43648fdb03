//! `GET /user/authStatus`: whether two-factor sign-in is on.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;

/// Asks for the state of two-factor sign-in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AuthStatus {}

/// Whether a code is wanted at sign-in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AuthState {
    /// A real boolean, unlike most flags here.
    #[serde(rename = "boolAuthEnabled")]
    pub enabled: bool,
}

impl Endpoint for AuthStatus {
    type Dialect = DomainsCoZa;
    type Response = AuthState;

    const IDS: &'static [&'static str] = &["user_auth_status"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/user/authStatus";
}
