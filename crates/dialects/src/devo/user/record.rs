//! A user, whatever the domain.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserRecord {
    /// The mail address, by which the user is known.
    pub email: String,
    /// The name.
    pub user_name: String,
    /// The phone number, where there is one.
    pub phone: Option<String>,
    /// The number of the user, as text.
    pub id: String,
}
