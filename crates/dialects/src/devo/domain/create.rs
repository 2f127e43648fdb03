//! `POST /domain`: a new domain on one of the plans.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::decimal::Decimal;
use crate::devo::domain::record::DomainRecord;

/// Makes a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CreateDomain {
    /// The name, with or without the tail that names the reseller.
    pub name: String,
    /// One of the plans of the reseller.
    pub plan: String,
    /// Months that data is kept; as the plan says when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Decimal>,
    /// Gigabytes a day; as the plan says when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<Decimal>,
    /// Read and not used: a new domain is active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

impl Endpoint for CreateDomain {
    type Dialect = Devo;
    type Response = DomainRecord;

    const IDS: &'static [&'static str] = &["createDomain"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain";
}
