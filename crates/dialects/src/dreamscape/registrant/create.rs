//! `POST /domains/registrants`: a new registrant.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::person::PersonFields;
use crate::dreamscape::registrant::row::Registrant;

/// Makes a registrant.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateRegistrant {
    /// Who it is.
    #[serde(flatten)]
    pub person: PersonFields,
}

impl Endpoint for CreateRegistrant {
    type Dialect = Dreamscape;
    type Response = Registrant;

    const IDS: &'static [&'static str] = &["createRegistrant"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domains/registrants";
    const SUCCESS: StatusCode = StatusCode::CREATED;
}
