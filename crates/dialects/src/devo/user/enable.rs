//! `POST /user/email/{userEmail}/domain/{domain}/enable`: lets somebody in again.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::member::Member;

/// Lets somebody in again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EnableMember {
    /// The user's mail address.
    pub user_email: String,
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for EnableMember {
    type Dialect = Devo;
    type Response = Member;

    const IDS: &'static [&'static str] = &["enableDomainUser"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/user/email/{userEmail}/domain/{domain}/enable";
}
