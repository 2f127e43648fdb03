//! `PUT /domain/{domain}/plan`: moves a domain to another plan.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::domain::record::DomainRecord;

/// Moves a domain to another plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChangePlan {
    /// The full name; an `@` may come percent-encoded.
    pub domain: String,
    /// The other plan.
    pub plan: String,
}

impl Endpoint for ChangePlan {
    type Dialect = Devo;
    type Response = DomainRecord;

    const IDS: &'static [&'static str] = &["changeDomainPlan"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{domain}/plan";
}
