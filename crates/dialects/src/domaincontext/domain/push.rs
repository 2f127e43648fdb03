//! `/domainPush`: hands a domain to another client.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Login, Pincode, optional, starred};
use crate::domaincontext::domain::named::NamedDomain;
use crate::domaincontext::domain::selector::DomainSelector;

/// Hands over one domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PushDomain {
    /// Which one.
    #[serde(flatten)]
    pub domain: DomainSelector,
    /// Who has it.
    #[serde(deserialize_with = "starred")]
    pub sender: Login,
    /// Who gets it.
    #[serde(deserialize_with = "starred")]
    pub receiver: Login,
    /// The sender's four characters, where the account has some.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub pincode: Option<Pincode>,
}

impl Endpoint for PushDomain {
    type Dialect = DomainContext;
    type Response = NamedDomain;

    const IDS: &'static [&'static str] = &["domainPush"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainPush";
    const SECRETS: &'static [&'static str] = &["pincode"];
}

impl Bulked for PushDomain {
    const BULK_IDS: &'static [&'static str] = &["domainsPush"];
    const BULK_PATH: &'static str = "/domainsPush";
}
