//! `/domainCheckTransfer`: whether a name could move here; nothing is started.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Domain, Password, starred};
use crate::domaincontext::yes::Yes;

/// Asks about one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CheckTransfer {
    /// The name.
    #[serde(deserialize_with = "starred")]
    pub domain: Domain,
    /// Its auth code.
    #[serde(deserialize_with = "starred")]
    pub password: Password,
}

impl Endpoint for CheckTransfer {
    type Dialect = DomainContext;
    type Response = Yes;

    const IDS: &'static [&'static str] = &["domainCheckTransfer"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainCheckTransfer";
    const SECRETS: &'static [&'static str] = &["password"];
}

impl Bulked for CheckTransfer {
    const BULK_IDS: &'static [&'static str] = &["domainsCheckTransfer"];
    const BULK_PATH: &'static str = "/domainsCheckTransfer";
}
