//! `PUT /user/external/{id}`: changes what is known of a user, by the number it has elsewhere.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::devo::Devo;
use crate::devo::user::record::UserRecord;

/// Changes a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpdateUserByExternalId {
    /// The number of the user elsewhere.
    pub id: String,
    /// The mail address; left alone where it is left out, and never empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The phone number; null leaves it alone, an empty text takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The name; left alone where it is left out, and never empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
}

impl Endpoint for UpdateUserByExternalId {
    type Dialect = Devo;
    type Response = UserRecord;

    const IDS: &'static [&'static str] = &["updateUserByExternalId"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/user/external/{id}";
}
