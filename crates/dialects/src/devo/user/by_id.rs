//! `GET /user/internal/{id}`: one user by number.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::record::UserRecord;

/// Asks for a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadUserById {
    /// The number of the user.
    pub id: String,
}

impl Endpoint for ReadUserById {
    type Dialect = Devo;
    type Response = UserRecord;

    const IDS: &'static [&'static str] = &["getUserByInternalId"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/user/internal/{id}";
}
