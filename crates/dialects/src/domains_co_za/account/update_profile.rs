//! `PUT /reseller`: replaces an account's profile, and its password when one is sent.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::account::profile_input::ProfileInput;
use crate::domains_co_za::envelope::Done;

/// Replaces a whole profile.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateProfile {
    /// An account below the caller's; the caller's own when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The new profile.
    #[serde(flatten)]
    pub profile: ProfileInput,
    /// A new password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

impl Endpoint for UpdateProfile {
    type Dialect = DomainsCoZa;
    type Response = Done;

    const IDS: &'static [&'static str] = &["user_update", "reseller_update"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/reseller";
    const ACCESS: Access = Access::Owner;
    const SECRETS: &'static [&'static str] = &["password"];
}
