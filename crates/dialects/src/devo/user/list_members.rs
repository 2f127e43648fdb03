//! `GET /user/domain/{domain}`: everybody in a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::member::Member;

/// Asks who is in a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListMembers {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for ListMembers {
    type Dialect = Devo;
    type Response = Vec<Member>;

    const IDS: &'static [&'static str] = &["listDomainUsers"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/user/domain/{domain}";
}
