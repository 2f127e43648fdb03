//! `PUT /user/email/{userEmail}/domain/{domain}/role/{roleName}`: gives somebody one role.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::member::Member;

/// Gives somebody one role in the place of all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SetRole {
    /// The user's mail address.
    pub user_email: String,
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
    /// The role.
    pub role_name: String,
}

impl Endpoint for SetRole {
    type Dialect = Devo;
    type Response = Member;

    const IDS: &'static [&'static str] = &["setDomainUserRole"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/user/email/{userEmail}/domain/{domain}/role/{roleName}";
}
