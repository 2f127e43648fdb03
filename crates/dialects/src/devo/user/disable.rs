//! `POST /user/email/{userEmail}/domain/{domain}/disable`: shuts somebody out of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::member::Member;

/// Shuts somebody out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DisableMember {
    /// The user's mail address.
    pub user_email: String,
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for DisableMember {
    type Dialect = Devo;
    type Response = Member;

    const IDS: &'static [&'static str] = &["disableDomainUser"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/user/email/{userEmail}/domain/{domain}/disable";
}
