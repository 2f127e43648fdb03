//! `PUT /subuser`: changes what is sent of a sub-user; its login name stays.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::subuser::subuser_object::Subuser;

/// Changes one login.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateSubuser {
    /// Which sub-user.
    pub username: String,
    /// A new password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// The person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Their company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Telephone; clients often send the plus sign encoded twice.
    #[serde(rename = "contactNumber", default, skip_serializing_if = "Option::is_none")]
    pub contact_number: Option<String>,
    /// Fax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fax: Option<String>,
    /// First line of the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address1: Option<String>,
    /// Second line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address2: Option<String>,
    /// Third line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address3: Option<String>,
    /// Town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State or province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// Postal code.
    #[serde(rename = "postalCode", default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Two letters, in either case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// The login after the change.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SubuserUpdated {
    /// The sub-user.
    #[serde(rename = "arrUser")]
    pub user: Subuser,
}

impl Endpoint for UpdateSubuser {
    type Dialect = DomainsCoZa;
    type Response = SubuserUpdated;

    const IDS: &'static [&'static str] = &["subuser_update"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/subuser";
    const ACCESS: Access = Access::Owner;
    const SECRETS: &'static [&'static str] = &["password"];
}
