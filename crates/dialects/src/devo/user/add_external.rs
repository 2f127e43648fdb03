//! `POST /user/external`: lets somebody who is known elsewhere into a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::member::Member;

/// Lets a user in whom another platform vouches for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddExternalUser {
    /// The mail address, by which the user is known.
    pub email: String,
    /// The number of the user elsewhere.
    pub external_id: String,
    /// A role of the domain; never `OWNER`.
    pub role: String,
    /// The full name of the domain; left out by callers who are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
}

impl Endpoint for AddExternalUser {
    type Dialect = Devo;
    type Response = Member;

    const IDS: &'static [&'static str] = &["addExternalUser"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/user/external";
}
