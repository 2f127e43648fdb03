//! `GET /access`: what the bearer of a token may read and do.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::words::Words;
use crate::keyed::Keyed;

/// Asks about tables and policies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadTokenAccess {
    /// Tables, as a list or with commas between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table_access: Option<Words>,
    /// Policies, as a list or with commas between.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy_access: Option<Words>,
}

/// What the bearer may, for everything that was asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TokenAccess {
    /// The full name of the domain that the token is of.
    pub domain: String,
    /// By table, whether it may be read.
    pub table_access: Keyed<bool>,
    /// By policy, whether it is granted.
    pub policy_access: Keyed<bool>,
}

impl Endpoint for ReadTokenAccess {
    type Dialect = Devo;
    type Response = TokenAccess;

    const IDS: &'static [&'static str] = &["getTokenAccess"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/access";
}
