//! Somebody in a domain.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A user in a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// The mail address, by which the user is known.
    pub email: String,
    /// The name.
    pub user_name: String,
    /// The roles, with commas between.
    pub role: String,
    /// The roles.
    pub role_list: Vec<String>,
    /// The full name of the domain.
    pub domain: String,
    /// Whether the user owns the domain.
    pub owner: bool,
    /// Whether the user may come in.
    pub status: MemberStatus,
}

/// Whether a user may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MemberStatus {
    /// Yes.
    Active,
    /// No: shut out.
    Inactive,
    /// Not before the link in a mail was opened.
    Pending,
}
