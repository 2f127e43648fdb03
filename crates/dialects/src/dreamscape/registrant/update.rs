//! `PATCH /domains/registrants/{registrant_id}`: what is told changes, what is left out stays.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::Id;
use crate::dreamscape::person::PersonChanges;
use crate::dreamscape::registrant::row::Registrant;

/// Changes a registrant.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateRegistrant {
    /// Who it is.
    pub registrant_id: Id,
    /// What changes.
    #[serde(flatten)]
    pub person: PersonChanges,
}

impl Endpoint for UpdateRegistrant {
    type Dialect = Dreamscape;
    type Response = Registrant;

    const IDS: &'static [&'static str] = &["updateRegistrant"];
    const METHOD: Method = Method::PATCH;
    const PATH: &'static str = "/domains/registrants/{registrant_id}";
}
