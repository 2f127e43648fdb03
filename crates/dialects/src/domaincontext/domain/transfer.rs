//! `/domainTransfer`: moves a name here and charges for it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Domain, Password, starred};

/// Orders a transfer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TransferDomain {
    /// The name.
    #[serde(deserialize_with = "starred")]
    pub domain: Domain,
    /// Its auth code.
    #[serde(deserialize_with = "starred")]
    pub password: Password,
}

/// The transfer that has begun.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TransferStarted {
    /// Its number; the domain has the same one later.
    pub id: i64,
    /// The name.
    pub domain: String,
    /// Where it stands: `preincoming`, `incoming` or `ok`.
    pub state: String,
}

impl Endpoint for TransferDomain {
    type Dialect = DomainContext;
    type Response = TransferStarted;

    const IDS: &'static [&'static str] = &["domainTransfer"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainTransfer";
    const SECRETS: &'static [&'static str] = &["password"];
}

impl Bulked for TransferDomain {
    const BULK_IDS: &'static [&'static str] = &["domainsTransfer"];
    const BULK_PATH: &'static str = "/domainsTransfer";
}
