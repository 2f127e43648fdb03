//! `POST /domains/{domain_id}/renewal`: a name is renewed and paid by the reseller.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Switch, Term};
use crate::dreamscape::domain::row::Domain;

/// Renews a name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RenewDomain {
    /// The name.
    pub domain_id: Id,
    /// For how long; a year when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Term>,
    /// Whether its people are hidden from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<Switch>,
}

impl Endpoint for RenewDomain {
    type Dialect = Dreamscape;
    type Response = Domain;

    const IDS: &'static [&'static str] = &["renewDomain"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domains/{domain_id}/renewal";
    const SECRETS: &'static [&'static str] = &["auth_key"];
}
