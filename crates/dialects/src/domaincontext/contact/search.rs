//! `/contactsSearch`: contacts by what they are called and whose they are.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Ids, Labels, optional};
use crate::domaincontext::contact::row::ContactRow;
use crate::domaincontext::found::{Found, Paging};

/// Finds contacts. Whoever names several filters means all of them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SearchContacts {
    /// Numbers of contacts.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub ids: Option<Ids>,
    /// Names, or parts of names.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub name: Option<Labels>,
    /// Mail addresses, or parts of them.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub email: Option<Labels>,
    /// Logins of clients.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client: Option<Labels>,
    /// Logins of sellers.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub seller: Option<Labels>,
    /// How the list is shown.
    #[serde(flatten)]
    pub paging: Paging,
}

impl Endpoint for SearchContacts {
    type Dialect = DomainContext;
    type Response = Found<ContactRow>;

    const IDS: &'static [&'static str] = &["contactsSearch"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/contactsSearch";
    const SECRETS: &'static [&'static str] = &["passport_no", "passport_date", "passport_by"];
}
