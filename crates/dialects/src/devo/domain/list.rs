//! `GET /domain`: every domain of the reseller.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::domain::record::DomainRecord;

/// Asks for the domains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListDomains {}

impl Endpoint for ListDomains {
    type Dialect = Devo;
    type Response = Vec<DomainRecord>;

    const IDS: &'static [&'static str] = &["listDomains"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain";
}
