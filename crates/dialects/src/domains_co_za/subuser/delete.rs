//! `DELETE /subuser`: deletes a sub-user; lists show it still, when asked to.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::envelope::Done;

/// Deletes one login.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeleteSubuser {
    /// Which sub-user.
    pub username: String,
}

impl Endpoint for DeleteSubuser {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["subuser_delete"];
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/subuser";
    const ACCESS: Access = Access::Owner;
}
