//! `POST /domains`: a name is registered for a customer and paid by the reseller.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Many, Name, Switch, Term};
use crate::dreamscape::domain::row::{Domain, EligibilityAnswer, NameServer};

/// Registers a name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegisterDomain {
    /// Whose it becomes.
    pub customer_id: Id,
    /// Who holds it; the customer when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registrant_id: Option<Id>,
    /// The name.
    pub domain_name: Name,
    /// For how long.
    pub period: Term,
    /// Who administers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin_contact_id: Option<Id>,
    /// Who pays for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing_contact_id: Option<Id>,
    /// Who runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tech_contact_id: Option<Id>,
    /// Its name servers; ours when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_servers: Option<Many<NameServer>>,
    /// What its registry wants to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligibility_data: Option<Many<EligibilityAnswer>>,
    /// Whether its people are hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<Switch>,
    /// Whether a price beyond the usual is agreed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_premium_order: Option<Switch>,
}

impl Endpoint for RegisterDomain {
    type Dialect = Dreamscape;
    type Response = Domain;

    const IDS: &'static [&'static str] = &["registerDomain"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domains";
    const SECRETS: &'static [&'static str] = &["auth_key"];
    const SUCCESS: StatusCode = StatusCode::CREATED;
}
