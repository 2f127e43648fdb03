//! `GET /reseller`: an account's profile: the caller's own, or that of an account below it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::amount::Amount;
use crate::domains_co_za::flags::DigitFlag;

/// Asks for a profile.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadProfile {
    /// An account below the caller's; the caller's own when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

/// A profile. Flags of products this dialect no longer has are still answered.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Profile {
    /// Number of the account.
    #[serde(rename = "intId")]
    pub id: i64,
    /// Login name.
    #[serde(rename = "strUsername")]
    pub username: String,
    /// Company, or empty.
    #[serde(rename = "strCompany")]
    pub company: String,
    /// The person.
    #[serde(rename = "strName")]
    pub name: String,
    /// Their address.
    #[serde(rename = "strEmail")]
    pub email: String,
    /// Telephone.
    #[serde(rename = "strContactNumber")]
    pub contact_number: String,
    /// Fax, or empty.
    #[serde(rename = "strFax")]
    pub fax: String,
    /// First line of the address.
    #[serde(rename = "strAddress1")]
    pub address1: String,
    /// Second line, or empty.
    #[serde(rename = "strAddress2")]
    pub address2: String,
    /// Third line, or empty.
    #[serde(rename = "strAddress3")]
    pub address3: String,
    /// Town.
    #[serde(rename = "strCity")]
    pub city: String,
    /// State or province.
    #[serde(rename = "strProvince")]
    pub province: String,
    /// Postal code.
    #[serde(rename = "strPostalCode")]
    pub postal_code: String,
    /// Two letters, in the case they were sent in.
    #[serde(rename = "strCountry")]
    pub country: String,
    /// Three letters, upper case.
    #[serde(rename = "strCurrency")]
    pub currency: String,
    /// Money left; a number here, text in lists.
    #[serde(rename = "fltBalance")]
    pub balance: Amount,
    /// Whether names may be bought.
    #[serde(rename = "intDomainsEnabled")]
    pub domains_enabled: DigitFlag,
    /// A product that is gone.
    #[serde(rename = "intAdslEnabled")]
    pub adsl_enabled: DigitFlag,
    /// A product that is gone.
    #[serde(rename = "intVpsEnabled")]
    pub vps_enabled: DigitFlag,
    /// A product that is gone.
    #[serde(rename = "intHostingEnabled")]
    pub hosting_enabled: DigitFlag,
    /// A product that is gone.
    #[serde(rename = "intNBM")]
    pub nbm: DigitFlag,
    /// Whether the agreement was signed.
    #[serde(rename = "boolAgreement")]
    pub agreement: DigitFlag,
    /// The account key that older clients sign in with.
    #[serde(rename = "strApiKey")]
    pub api_key: String,
}

impl Endpoint for ReadProfile {
    type Dialect = DomainsCoZa;
    type Response = Profile;

    const IDS: &'static [&'static str] = &["user_info", "reseller_info"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/reseller";
    const SECRETS: &'static [&'static str] = &["strApiKey"];
}
