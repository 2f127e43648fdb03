//! `/domainRenew`: renews a domain and charges for it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Date, Domain, Period, starred};

/// Orders a renewal.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RenewDomain {
    /// The name.
    #[serde(deserialize_with = "starred")]
    pub domain: Domain,
    /// Years.
    #[serde(deserialize_with = "starred")]
    pub period: Period,
    /// Its last day as the caller knows it, so that a repeated call renews once.
    #[serde(deserialize_with = "starred")]
    pub expires: Date,
}

/// The renewed domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainRenewed {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub domain: String,
    /// Its new last day.
    pub expires: String,
}

impl Endpoint for RenewDomain {
    type Dialect = DomainContext;
    type Response = DomainRenewed;

    const IDS: &'static [&'static str] = &["domainRenew"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainRenew";
}
