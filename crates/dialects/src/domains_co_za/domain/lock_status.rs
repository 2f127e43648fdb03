//! `GET /domain/lock`: whether a name is locked against transfer.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;

/// Asks about one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadLock {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

/// The lock of one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LockState {
    /// The whole name.
    #[serde(rename = "strDomainName")]
    pub name: String,
    /// The lock itself.
    #[serde(rename = "strLockStatus")]
    pub state: LockWord,
}

impl Endpoint for ReadLock {
    type Dialect = DomainsCoZa;
    type Response = LockState;

    const IDS: &'static [&'static str] = &["domain_get_lock"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/lock";
}

/// Either position of the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LockWord {
    /// Transfers are forbidden.
    Locked,
    /// Transfers are permitted.
    Unlocked,
}
