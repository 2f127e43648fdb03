//! `/clientGetBalance`: what a client has.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::amount::Amount;
use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, Login, Reference, optional};

/// Asks for a balance. Without a client it is the caller's.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadBalance {
    /// The number of the client.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The login of the client.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client: Option<Login>,
    /// The currency; the client's own when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub currency: Option<Reference>,
}

/// What a client has.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Balance {
    /// The number of the client.
    pub id: i64,
    /// The login of the client.
    pub client: String,
    /// The currency in three letters.
    pub currency: String,
    /// What can be spent now, credit aside.
    pub balance: Amount,
    /// How far below zero the balance may go.
    pub credit: Amount,
}

impl Endpoint for ReadBalance {
    type Dialect = DomainContext;
    type Response = Balance;

    const IDS: &'static [&'static str] = &["clientGetBalance"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/clientGetBalance";
}
