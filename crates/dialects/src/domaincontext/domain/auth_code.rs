//! `/domainGetPassword`: the auth code of a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Pincode, optional};
use crate::domaincontext::domain::selector::DomainSelector;

/// Asks about one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadAuthCode {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
    /// The holder's four characters, where the account has some.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub pincode: Option<Pincode>,
}

/// The auth code of a domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AuthCode {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub domain: String,
    /// The code.
    pub password: String,
}

impl Endpoint for ReadAuthCode {
    type Dialect = DomainContext;
    type Response = AuthCode;

    const IDS: &'static [&'static str] = &["domainGetPassword"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainGetPassword";
    const SECRETS: &'static [&'static str] = &["password", "pincode"];
}

impl Bulked for ReadAuthCode {
    const BULK_IDS: &'static [&'static str] = &["domainsGetPassword"];
    const BULK_PATH: &'static str = "/domainsGetPassword";
}
