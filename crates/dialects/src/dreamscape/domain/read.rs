//! `GET /domains/{domain_id}`: one name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::domain::row::Domain;

/// Asks about a name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadDomain {
    /// The name.
    pub domain_id: Id,
}

impl Endpoint for ReadDomain {
    type Dialect = Dreamscape;
    type Response = Domain;

    const IDS: &'static [&'static str] = &["getDomain"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domains/{domain_id}";
    const SECRETS: &'static [&'static str] = &["auth_key"];
}
