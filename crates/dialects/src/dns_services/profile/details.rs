//! `GET /details`: who is signed in.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::dns_services::DnsServices;
use crate::dns_services::quoted::Quoted;

/// Asks who is signed in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadProfile {}

/// The account.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Profile {
    /// The account.
    pub client: Client,
}

/// An account with its address and its last sign-in. Unset text is empty.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Client {
    /// The account's number.
    pub id: Quoted<i64>,
    /// Where it is written to, and its login name.
    pub email: String,
    /// When it last signed in; all zeros before that.
    pub lastlogin: String,
    /// From where it last signed in.
    pub ip: String,
    /// The host name of that address.
    pub host: String,
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

impl Endpoint for ReadProfile {
    type Dialect = DnsServices;
    type Response = Profile;

    const IDS: &'static [&'static str] = &["user_details"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/details";
}
