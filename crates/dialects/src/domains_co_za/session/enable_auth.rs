//! `POST /user/enableAuth`: switches two-factor sign-in on.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Proves that the authenticator app holds the pending secret.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct EnableAuth {
    /// What the app shows now.
    pub code: String,
}

impl Endpoint for EnableAuth {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["user_enable_auth"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/user/enableAuth";
    const SECRETS: &'static [&'static str] = &["code"];
}
