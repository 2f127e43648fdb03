//! `GET /domains`: names, page by page.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Line, Many};
use crate::dreamscape::domain::row::{Domain, DomainStatus};
use crate::dreamscape::paging::Paging;

/// Asks for a page of names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListDomains {
    /// The name, whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<Line>,
    /// Whose they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<Id>,
    /// Who administers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin_contact_id: Option<Id>,
    /// Who pays for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing_contact_id: Option<Id>,
    /// Who runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tech_contact_id: Option<Id>,
    /// How they stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_id: Option<DomainStatus>,
    /// The zones they are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tlds: Option<Many<Line>>,
    /// Which page.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Endpoint for ListDomains {
    type Dialect = Dreamscape;
    type Response = Vec<Domain>;

    const IDS: &'static [&'static str] = &["listDomains"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domains";
    const SECRETS: &'static [&'static str] = &["auth_key"];
}
