//! A contact as templates hold it, on the way in and on the way out; two keys differ each way.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The contact of a template, on its way in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TemplateContactInput {
    /// The person.
    pub name: String,
    /// Their company. Listed as wanted, but working clients leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Their address.
    pub email: String,
    /// Two letters.
    pub country: String,
    /// State or province.
    pub province: String,
    /// Telephone, as `+27.210000000`.
    pub phone: String,
    /// Postal code.
    #[serde(rename = "postalCode")]
    pub postal_code: String,
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
}

/// The contact of a template, on its way out. Its fax cannot be set.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TemplateContact {
    /// The person.
    pub name: String,
    /// First line of the address.
    pub address1: String,
    /// Second line, or empty.
    pub address2: String,
    /// Third line, or empty.
    pub address3: String,
    /// Postal code.
    pub postal: String,
    /// Two letters, in the case they were sent in.
    pub country: String,
    /// Town.
    pub city: String,
    /// State or province.
    pub province: String,
    /// Their address.
    pub email: String,
    /// Always empty.
    pub fax: String,
    /// Telephone.
    pub phone: String,
    /// Company, or empty.
    pub company: String,
}

/// The role a template is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TemplateRole {
    /// The holder.
    Registrant,
    /// The administrative contact.
    Admin,
    /// The billing contact.
    Billing,
    /// The technical contact.
    Tech,
    /// Each of the four: one template is stored per role. For writing only.
    All,
}
