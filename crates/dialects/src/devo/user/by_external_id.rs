//! `GET /user/external/{id}`: one user by the number it has elsewhere.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::record::UserRecord;

/// Asks for a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadUserByExternalId {
    /// The number of the user elsewhere.
    pub id: String,
}

impl Endpoint for ReadUserByExternalId {
    type Dialect = Devo;
    type Response = UserRecord;

    const IDS: &'static [&'static str] = &["getUserByExternalId"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/user/external/{id}";
}
