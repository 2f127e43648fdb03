//! `GET /user/email/{userEmail}/domain/{domain}`: one user in a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::member::Member;

/// Asks for somebody in a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadMemberByEmail {
    /// The user's mail address.
    pub user_email: String,
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for ReadMemberByEmail {
    type Dialect = Devo;
    type Response = Member;

    const IDS: &'static [&'static str] = &["getDomainUser"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/user/email/{userEmail}/domain/{domain}";
}
