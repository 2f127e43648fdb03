//! `PATCH /domains/{domain_id}`: what is told changes, what is left out stays.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Many, Switch};
use crate::dreamscape::domain::row::{Domain, NameServer};

/// Changes a name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateDomain {
    /// The name.
    pub domain_id: Id,
    /// Who administers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin_contact_id: Option<Id>,
    /// Who pays for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing_contact_id: Option<Id>,
    /// Who runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tech_contact_id: Option<Id>,
    /// All its name servers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_servers: Option<Many<NameServer>>,
    /// Whether its people are hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<Switch>,
    /// Whether it may not leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_locked: Option<Switch>,
}

impl Endpoint for UpdateDomain {
    type Dialect = Dreamscape;
    type Response = Domain;

    const IDS: &'static [&'static str] = &["updateDomain"];
    const METHOD: Method = Method::PATCH;
    const PATH: &'static str = "/domains/{domain_id}";
    const SECRETS: &'static [&'static str] = &["auth_key"];
}
