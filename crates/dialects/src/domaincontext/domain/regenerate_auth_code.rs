//! `/domainRegenPassword`: gives a domain another auth code.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Pincode, optional};
use crate::domaincontext::domain::auth_code::AuthCode;
use crate::domaincontext::domain::selector::DomainSelector;

/// Replaces the auth code of one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegenerateAuthCode {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
    /// The holder's four characters, where the account has some.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub pincode: Option<Pincode>,
}

impl Endpoint for RegenerateAuthCode {
    type Dialect = DomainContext;
    type Response = AuthCode;

    const IDS: &'static [&'static str] = &["domainRegenPassword"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainRegenPassword";
    const SECRETS: &'static [&'static str] = &["password", "pincode"];
}

impl Bulked for RegenerateAuthCode {
    const BULK_IDS: &'static [&'static str] = &["domainsRegenPassword"];
    const BULK_PATH: &'static str = "/domainsRegenPassword";
}
