//! `POST /subuser`: opens a login below the caller's account.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::account::profile_input::ProfileInput;
use crate::domains_co_za::subuser::subuser_object::SubuserPerson;

/// Opens one login.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateSubuser {
    /// Its login name.
    pub username: String,
    /// Its password.
    pub password: String,
    /// Its profile.
    #[serde(flatten)]
    pub profile: ProfileInput,
}

/// The new login.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct SubuserCreated {
    /// What the other sub-user calls show, and its secrets this once.
    #[serde(rename = "arrUser")]
    pub user: NewSubuser,
}

impl Endpoint for CreateSubuser {
    type Dialect = DomainsCoZa;
    type Response = SubuserCreated;

    const IDS: &'static [&'static str] = &["subuser_create"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/subuser";
    const ACCESS: Access = Access::Owner;
    const SECRETS: &'static [&'static str] = &["password", "strPassword", "strApiKey"];
}

/// A sub-user with its secrets.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct NewSubuser {
    /// Login name.
    #[serde(rename = "strUsername")]
    pub username: String,
    /// The password as it was sent.
    #[serde(rename = "strPassword")]
    pub password: String,
    /// The account key that older clients sign in with.
    #[serde(rename = "strApiKey")]
    pub api_key: String,
    /// Who it is, and how it stands.
    #[serde(flatten)]
    pub person: SubuserPerson,
}
