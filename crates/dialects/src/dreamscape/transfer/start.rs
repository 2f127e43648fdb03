//! `POST /domains/transfers`: a name comes in for a customer and is paid by the reseller.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Line, Name, Switch, Term};
use crate::dreamscape::domain::row::Domain;

/// Brings a name in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct StartTransfer {
    /// Whose it becomes.
    pub customer_id: Id,
    /// The name.
    pub domain_name: Name,
    /// What lets it move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_key: Option<Line>,
    /// For how long it is renewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Term>,
    /// Whether a price beyond the usual is agreed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_premium_order: Option<Switch>,
}

impl Endpoint for StartTransfer {
    type Dialect = Dreamscape;
    type Response = Domain;

    const IDS: &'static [&'static str] = &["startTransfer"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domains/transfers";
    const SECRETS: &'static [&'static str] = &["auth_key"];
    const SUCCESS: StatusCode = StatusCode::CREATED;
}
