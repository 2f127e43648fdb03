//! `POST /user/internal`: lets somebody who signs in with a password into a domain.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Flag};

use crate::devo::Devo;
use crate::devo::user::member::Member;

/// Lets a user in; whoever is not known yet is made known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddInternalUser {
    /// The mail address, by which the user is known.
    pub email: String,
    /// A role of the domain; `OWNER` for its first user, who becomes an administrator and owns it.
    pub role: String,
    /// The full name of the domain; left out by callers who are one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The name; needed for somebody new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// The number of the user elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Whether the user shall own the domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Flag>,
    /// Whether the user may come in at once, without a look at the mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip_mail_validation: Option<Flag>,
}

impl Endpoint for AddInternalUser {
    type Dialect = Devo;
    type Response = Member;

    const IDS: &'static [&'static str] = &["addInternalUser"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/user/internal";
}
