//! `GET /domain/check`: whether a name is free, and what registering it would involve.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::flags::TextFlag;

/// Asks about one name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CheckDomain {
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
}

/// The verdict on one name. A taken name comes with return code 0 and all keys.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainChecked {
    /// Whether names of this extension move with an auth code.
    #[serde(rename = "usesEppKey")]
    pub uses_epp_key: TextFlag,
    /// Whether the name is free.
    #[serde(rename = "isAvailable")]
    pub is_available: TextFlag,
    /// Why the name is not free; empty when it is. This answer has the common key in its body.
    #[serde(rename = "strReason")]
    pub reason: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Whether the registry asks more for this name.
    #[serde(rename = "isPremium")]
    pub is_premium: TextFlag,
}

impl Endpoint for CheckDomain {
    type Dialect = DomainsCoZa;
    type Response = DomainChecked;

    const IDS: &'static [&'static str] = &["domain_check"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/check";
}
