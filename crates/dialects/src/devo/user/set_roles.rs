//! `PUT /user/email/{userEmail}/domain/{domain}/role`: gives somebody some roles.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::member::Member;
use crate::devo::user::roles_body::RolesBody;

/// Gives somebody some roles in the place of all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SetRoles {
    /// The user's mail address.
    pub user_email: String,
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
    /// The roles.
    #[serde(flatten)]
    pub roles: RolesBody,
}

impl Endpoint for SetRoles {
    type Dialect = Devo;
    type Response = Member;

    const IDS: &'static [&'static str] = &["setDomainUserRoles"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/user/email/{userEmail}/domain/{domain}/role";
}
