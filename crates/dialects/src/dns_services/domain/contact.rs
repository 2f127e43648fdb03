//! `GET` and `PUT /domain/{id}/contact`: who stands behind a domain, in four roles.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Asks who stands behind a domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadContacts {
    /// The domain.
    pub id: Loose<i64>,
}

/// Who stands behind a domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainContacts {
    /// The contacts.
    pub contact_info: ContactRoles,
}

/// The contacts of a domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ContactRoles {
    /// The holder.
    pub registrant: ContactFields,
    /// The administrative contact.
    pub admin: ContactFields,
    /// The technical contact.
    pub tech: ContactFields,
    /// The billing contact.
    pub billing: ContactFields,
}

/// One contact. Unset text is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContactFields {
    /// E-mail address.
    pub email: String,
    /// Given name.
    pub firstname: String,
    /// Family name.
    pub lastname: String,
    /// Company; empty without one.
    pub companyname: String,
    /// First line of the address.
    pub address1: String,
    /// Second line of the address.
    pub address2: String,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
    /// Postal code.
    pub postcode: String,
    /// Country, in two letters.
    pub country: String,
    /// Phone number.
    pub phonenumber: String,
}

impl Endpoint for ReadContacts {
    type Dialect = DnsServices;
    type Response = DomainContacts;

    const IDS: &'static [&'static str] = &["get_domain_contact"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/contact";
}

/// Changes who stands behind a domain.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateContacts {
    /// The domain.
    pub id: Loose<i64>,
    /// The contacts to change; others stay.
    pub contact_info: ContactRoleChanges,
}

/// What changes in each role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContactRoleChanges {
    /// The holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registrant: Option<ContactChange>,
    /// The administrative contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin: Option<ContactChange>,
    /// The technical contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tech: Option<ContactChange>,
    /// The billing contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing: Option<ContactChange>,
}

/// What changes in one contact; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContactChange {
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub firstname: Option<String>,
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lastname: Option<String>,
    /// Company; empty without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub companyname: Option<String>,
    /// First line of the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address1: Option<String>,
    /// Second line of the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address2: Option<String>,
    /// City.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State or province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// Country, in two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Phone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phonenumber: Option<String>,
}

impl Endpoint for UpdateContacts {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["update_domain_contact"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{id}/contact";
}
