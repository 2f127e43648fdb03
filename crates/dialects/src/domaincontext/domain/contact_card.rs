//! Contacts as domains show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who somebody is and where to reach them, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContactCard {
    /// The contact's number.
    pub id: i64,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Mail address.
    pub email: String,
    /// Organisation; empty for a person.
    pub organization: String,
    /// First line of the street.
    pub street1: String,
    /// City.
    pub city: String,
    /// Two letters, in lower case.
    pub country: String,
    /// Postal code.
    pub postal_code: String,
    /// Telephone number.
    pub voice_phone: String,
}
