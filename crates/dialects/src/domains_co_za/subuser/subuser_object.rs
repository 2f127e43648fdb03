//! How a sub-user is shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A login below the caller's account.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Subuser {
    /// Login name.
    #[serde(rename = "strUsername")]
    pub username: String,
    /// Who it is, and how it stands.
    #[serde(flatten)]
    pub person: SubuserPerson,
}

/// Who a sub-user is, and how it stands. The contact id ends in a capital D, unlike that of domain
/// contacts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SubuserPerson {
    /// Always null.
    #[serde(rename = "strRole")]
    pub role: Option<String>,
    /// Contact id.
    #[serde(rename = "strContactID")]
    pub contact_id: String,
    /// The person.
    #[serde(rename = "strContactName")]
    pub name: String,
    /// Their address.
    #[serde(rename = "strContactEmail")]
    pub email: String,
    /// Telephone.
    #[serde(rename = "strContactNumber")]
    pub contact_number: String,
    /// Company, or empty.
    #[serde(rename = "strContactCompany")]
    pub company: String,
    /// Three lines; unused ones are empty.
    #[serde(rename = "strContactAddress")]
    pub address: Vec<String>,
    /// Town.
    #[serde(rename = "strContactCity")]
    pub city: String,
    /// State or province.
    #[serde(rename = "strContactProvince")]
    pub province: String,
    /// Postal code.
    #[serde(rename = "strContactPostalCode")]
    pub postal_code: String,
    /// Two letters, upper case.
    #[serde(rename = "strContactCountry")]
    pub country: String,
    /// Fax, or empty.
    #[serde(rename = "strContactFax")]
    pub fax: String,
    /// Always `subuser`.
    #[serde(rename = "strContactType")]
    pub contact_type: String,
    /// `active`, `suspended` or `deleted`.
    #[serde(rename = "strStatus")]
    pub status: String,
}
