//! `POST /subuser`: opens a login below the caller's account.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::account::profile_input::ProfileInput;

/// Opens one login.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreateSubuser {
    /// Its login name.
    pub username: String,
    /// Its password.
    pub password: String,
    /// Its profile.
    #[serde(flatten)]
    pub profile: ProfileInput,
}

/// The new login.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct SubuserCreated {
    /// What the other sub-user calls show, and its secrets this once.
    #[serde(rename = "arrUser")]
    pub user: NewSubuser,
}

impl Endpoint for CreateSubuser {
    type Dialect = DomainsCoZa;
    type Response = SubuserCreated;

    const IDS: &'static [&'static str] = &["subuser_create"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/subuser";
    const ACCESS: Access = Access::Owner;
    const SECRETS: &'static [&'static str] = &["password", "strPassword", "strApiKey"];
}

/// A sub-user with its secrets.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct NewSubuser {
    /// Login name.
    #[serde(rename = "strUsername")]
    pub username: String,
    /// The password as it was sent.
    #[serde(rename = "strPassword")]
    pub password: String,
    /// The account key that older clients sign in with.
    #[serde(rename = "strApiKey")]
    pub api_key: String,
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
    /// `active`.
    #[serde(rename = "strStatus")]
    pub status: String,
}
