//! A contact of a name, as answers show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One of a name's four contacts. `strContactId` ends in a small d here, in a capital one elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ContactObject {
    /// Contact id at the registry.
    #[serde(rename = "strContactId")]
    pub id: String,
    /// The person.
    #[serde(rename = "strContactName")]
    pub name: String,
    /// Their address.
    #[serde(rename = "strContactEmail")]
    pub email: String,
    /// Telephone, as `+27.210000000`.
    #[serde(rename = "strContactNumber")]
    pub number: String,
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
    /// `registrant`, `admin`, `tech` or `billing`.
    #[serde(rename = "strContactType")]
    pub contact_type: String,
    /// The registry's statuses, joined by commas: `ok,linked`.
    #[serde(rename = "strStatus")]
    pub status: String,
    /// Whether the holder confirmed their address; on the registrant only.
    #[serde(rename = "strVerificationStatus", default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<String>,
}
