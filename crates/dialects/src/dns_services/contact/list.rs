//! `GET /contact`: the contacts of the account.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;
use crate::flags::DigitFlag;

/// Asks for the contacts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListContacts {}

/// The contacts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Contacts {
    /// The contacts.
    pub contacts: Vec<ContactRow>,
}

/// One contact of a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ContactRow {
    /// Where it is written to, and its login name.
    pub email: String,
    /// Its number.
    pub id: Quoted<i64>,
    /// Given name.
    pub firstname: String,
    /// Family name.
    pub lastname: String,
    /// Company; empty without one.
    pub companyname: String,
    /// Whether it stands for a company.
    pub company: DigitFlag,
    /// When it last signed in; all zeros before that.
    pub lastlogin: String,
}

impl Endpoint for ListContacts {
    type Dialect = DnsServices;
    type Response = Contacts;

    const IDS: &'static [&'static str] = &["list_contacts"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/contact";
}
