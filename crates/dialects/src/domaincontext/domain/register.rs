//! `/domainRegister`: registers a name and charges for it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Domain, Eid, Period, optional, starred};

/// Orders a registration. What is left out is filled from the account.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegisterDomain {
    /// The name.
    #[serde(deserialize_with = "starred")]
    pub domain: Domain,
    /// Years; one when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The contact that holds the name; the account's own when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub registrant: Option<Eid>,
    /// The contact that decides; the account's own when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub admin: Option<Eid>,
    /// The contact that runs it; the account's own when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub tech: Option<Eid>,
    /// The contact that pays; the account's own when left out.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub billing: Option<Eid>,
}

/// The new registration.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainRegistered {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub domain: String,
    /// Its auth code.
    pub password: String,
    /// Its last day.
    pub expires: String,
}

impl Endpoint for RegisterDomain {
    type Dialect = DomainContext;
    type Response = DomainRegistered;

    const IDS: &'static [&'static str] = &["domainRegister"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainRegister";
    const SECRETS: &'static [&'static str] = &["password"];
}

impl Bulked for RegisterDomain {
    const BULK_IDS: &'static [&'static str] = &["domainsRegister"];
    const BULK_PATH: &'static str = "/domainsRegister";
}
