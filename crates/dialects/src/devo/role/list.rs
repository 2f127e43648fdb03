//! `GET /domain/{domain}/roles`: the roles of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::role::record::RoleRecord;

/// Asks for the roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListRoles {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
}

impl Endpoint for ListRoles {
    type Dialect = Devo;
    type Response = Vec<RoleRecord>;

    const IDS: &'static [&'static str] = &["listDomainRoles"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{domain}/roles";
}
