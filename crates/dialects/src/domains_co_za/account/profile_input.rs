//! The profile parameters that making or replacing an account share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A whole profile: what is not sent becomes empty.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ProfileInput {
    /// The person.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Telephone; clients often send the plus sign encoded twice.
    #[serde(rename = "contactNumber")]
    pub contact_number: String,
    /// Fax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fax: Option<String>,
    /// First line of the address.
    pub address1: String,
    /// Second line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address2: Option<String>,
    /// Third line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address3: Option<String>,
    /// Town.
    pub city: String,
    /// State or province.
    pub province: String,
    /// Postal code.
    #[serde(rename = "postalCode")]
    pub postal_code: String,
    /// Two letters, in either case.
    pub country: String,
}
