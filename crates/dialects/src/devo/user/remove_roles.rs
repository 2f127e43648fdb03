//! `DELETE /user/email/{userEmail}/domain/{domain}/role`: takes roles from somebody.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::member::Member;
use crate::devo::user::roles_body::RolesBody;

/// Takes roles from somebody, who keeps at least one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RemoveRoles {
    /// The user's mail address.
    pub user_email: String,
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
    /// The roles.
    #[serde(flatten)]
    pub roles: RolesBody,
}

impl Endpoint for RemoveRoles {
    type Dialect = Devo;
    type Response = Member;

    const IDS: &'static [&'static str] = &["removeDomainUserRoles"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/user/email/{userEmail}/domain/{domain}/role";
}
