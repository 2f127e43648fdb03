//! `POST /subuser/unsuspend`: lets a blocked sub-user act again.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Reopens one login.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UnsuspendSubuser {
    /// Which sub-user.
    pub username: String,
}

impl Endpoint for UnsuspendSubuser {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["subuser_unsuspend"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/subuser/unsuspend";
    const ACCESS: Access = Access::Owner;
}
