//! `GET /contact/{id}`: one contact, and what it is allowed.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::contact::privilege_grants::PrivilegeGrants;
use crate::dns_services::php_object;
use crate::dns_services::quoted::Quoted;

/// Asks about one contact.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadContact {
    /// The contact.
    pub id: Loose<i64>,
}

/// The contact.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ContactDetails {
    /// The contact.
    pub contact: Contact,
}

/// One contact with its address.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Contact {
    /// Its number.
    pub id: Quoted<i64>,
    /// Where it is written to, and its login name.
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
    /// `Private` or `Company`.
    pub r#type: String,
    /// What it is allowed, by group; an empty array when that is nothing.
    #[serde(serialize_with = "php_object::or_empty_array")]
    pub privileges: GrantedPrivileges,
}

/// What a contact is allowed. Groups without a privilege do not travel.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GrantedPrivileges {
    /// About money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing: Option<Vec<String>>,
    /// About tickets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Vec<String>>,
    /// About the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub misc: Option<Vec<String>>,
    /// About each service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub services: Option<PrivilegeGrants>,
    /// About each domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domains: Option<PrivilegeGrants>,
}

impl Endpoint for ReadContact {
    type Dialect = DnsServices;
    type Response = ContactDetails;

    const IDS: &'static [&'static str] = &["contact_details"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/contact/{id}";
}
