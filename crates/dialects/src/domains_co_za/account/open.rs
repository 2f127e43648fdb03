//! `POST /reseller`: opens an account below the caller's.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::account::profile_input::ProfileInput;

/// Opens one account.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct OpenAccount {
    /// Its login name.
    pub username: String,
    /// Its password.
    pub password: String,
    /// Its profile.
    #[serde(flatten)]
    pub profile: ProfileInput,
}

/// The new account's key, and nothing else of it.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct AccountOpened {
    /// The account key that older clients sign in with.
    #[serde(rename = "strApiKey")]
    pub api_key: String,
}

impl Endpoint for OpenAccount {
    type Dialect = DomainsCoZa;
    type Response = AccountOpened;

    const IDS: &'static [&'static str] = &["reseller_create"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/reseller";
    const ACCESS: Access = Access::Parent;
    const SECRETS: &'static [&'static str] = &["password", "strApiKey"];
}
