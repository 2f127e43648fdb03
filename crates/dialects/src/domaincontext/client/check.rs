//! `/clientCheck`: whether a login and a password belong together.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Login, Password, optional};

/// Asks whether somebody may sign in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CheckClient {
    /// The login; needed, although documents leave it open.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub login: Option<Login>,
    /// The password; needed likewise.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub password: Option<Password>,
}

/// A client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamedClient {
    /// Its number.
    pub id: i64,
    /// Its login.
    pub login: String,
}

impl Endpoint for CheckClient {
    type Dialect = DomainContext;
    type Response = NamedClient;

    const IDS: &'static [&'static str] = &["clientCheck"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/clientCheck";
    const SECRETS: &'static [&'static str] = &["password"];
}
