//! `DELETE /user/email/{userEmail}/domain/{domain}`: takes somebody out of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::nothing::Nothing;

/// Takes somebody out; who is in no other domain is forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RemoveMember {
    /// The user's mail address.
    pub user_email: String,
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for RemoveMember {
    type Dialect = Devo;
    type Response = Nothing;

    const IDS: &'static [&'static str] = &["deleteDomainUser"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/user/email/{userEmail}/domain/{domain}";
}
