//! `/serverRegenRootPassword`: a new password for whoever administers a server.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::server::selector::ServerSelector;

/// Changes the root password.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegenerateRootPassword {
    /// The server.
    #[serde(flatten)]
    pub server: ServerSelector,
}

/// The new password.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RootPassword {
    /// The number of the server.
    pub id: i64,
    /// The password.
    pub password: String,
}

impl Endpoint for RegenerateRootPassword {
    type Dialect = DomainContext;
    type Response = RootPassword;

    const IDS: &'static [&'static str] = &["serverRegenRootPassword"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/serverRegenRootPassword";
    const SECRETS: &'static [&'static str] = &["password"];
}

impl Bulked for RegenerateRootPassword {
    const BULK_IDS: &'static [&'static str] = &["serversRegenRootPassword"];
    const BULK_PATH: &'static str = "/serversRegenRootPassword";
}
