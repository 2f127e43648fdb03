//! `POST /domain/lock`: locks a name against transfer, or unlocks it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Unlocking inside the grace period is refused with return code 3.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetLock {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// Which way.
    pub action: LockAction,
}

impl Endpoint for SetLock {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["domain_set_lock"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/lock";
}

/// What to do with the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LockAction {
    /// Forbid transfers.
    Lock,
    /// Permit them.
    Unlock,
}
