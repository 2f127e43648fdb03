//! `/clientCreate`: a new client of a seller, with its first contact.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Login, Password, Reference, optional, starred};
use crate::domaincontext::client::check::NamedClient;
use crate::domaincontext::contact::fields::ContactFields;

/// Opens a client.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateClient {
    /// What it will sign in with.
    #[serde(deserialize_with = "starred")]
    pub login: Login,
    /// Its password.
    #[serde(deserialize_with = "starred")]
    pub password: Password,
    /// The login of its seller.
    #[serde(deserialize_with = "starred")]
    pub seller: Login,
    /// Who it is.
    #[serde(flatten)]
    pub fields: ContactFields,
    /// `person` or `organization`.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Reference>,
}

impl Endpoint for CreateClient {
    type Dialect = DomainContext;
    type Response = NamedClient;

    const IDS: &'static [&'static str] = &["clientCreate"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/clientCreate";
    const SECRETS: &'static [&'static str] =
        &["password", "passport_no", "passport_date", "passport_by"];
}
