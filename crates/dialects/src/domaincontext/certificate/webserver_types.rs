//! `/certificateGetWebserverTypes`: software that certificates can be made for.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Reference, optional};

/// Asks for the kinds of software.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListWebserverTypes {
    /// The supplier.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub supplier: Option<Reference>,
}

/// A kind of software.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct WebserverType {
    /// What `webserver_type` calls it.
    pub id: String,
    /// What people call it.
    pub software: String,
}

impl Endpoint for ListWebserverTypes {
    type Dialect = DomainContext;
    type Response = Vec<WebserverType>;

    const IDS: &'static [&'static str] = &["certificateGetWebserverTypes"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateGetWebserverTypes";
}
