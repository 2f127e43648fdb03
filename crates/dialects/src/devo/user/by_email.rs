//! `GET /user/email/{userEmail}`: one user, whatever the domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::record::UserRecord;

/// Asks for a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadUserByEmail {
    /// The user's mail address.
    pub user_email: String,
}

impl Endpoint for ReadUserByEmail {
    type Dialect = Devo;
    type Response = UserRecord;

    const IDS: &'static [&'static str] = &["getUser"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/user/email/{userEmail}";
}
