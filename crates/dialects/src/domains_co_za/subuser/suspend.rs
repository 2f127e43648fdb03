//! `POST /subuser/suspend`: blocks a sub-user.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Blocks one login.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SuspendSubuser {
    /// Which sub-user.
    pub username: String,
}

impl Endpoint for SuspendSubuser {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["subuser_suspend"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/subuser/suspend";
    const ACCESS: Access = Access::Owner;
}
