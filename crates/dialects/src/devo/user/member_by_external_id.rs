//! `GET /user/external/{id}/domain/{domain}`: one user in a domain, by the number it has elsewhere.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::member::Member;

/// Asks for somebody in a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadMemberByExternalId {
    /// The number of the user elsewhere.
    pub id: String,
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for ReadMemberByExternalId {
    type Dialect = Devo;
    type Response = Member;

    const IDS: &'static [&'static str] = &["getDomainUserByExternalId"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/user/external/{id}/domain/{domain}";
}
