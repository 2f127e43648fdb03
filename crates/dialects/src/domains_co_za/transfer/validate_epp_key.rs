//! `GET /domain/validateEppKey`: tries an auth code before a transfer is paid for.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;

/// Tries one code.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct ValidateEppKey {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// The code to try.
    pub auth: String,
}

/// Whether the code fits.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EppKeyVerdict {
    /// A wrong code is an answer, not a refusal.
    #[serde(rename = "isValid")]
    pub is_valid: bool,
}

impl Endpoint for ValidateEppKey {
    type Dialect = DomainsCoZa;
    type Response = EppKeyVerdict;

    const IDS: &'static [&'static str] = &["transfer_validate_epp_key"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/validateEppKey";
    const SECRETS: &'static [&'static str] = &["auth"];
}
