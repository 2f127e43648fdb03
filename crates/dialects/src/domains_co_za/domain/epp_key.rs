//! `GET /domain/eppKey`: shows the auth code; refused while locked.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;

/// Asks for one name's auth code.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadEppKey {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

/// The auth code.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct EppKey {
    /// The code a gaining registrar must show.
    #[serde(rename = "strEPPKey")]
    pub epp_key: String,
    /// The whole name.
    #[serde(rename = "strDomainName")]
    pub name: String,
}

impl Endpoint for ReadEppKey {
    type Dialect = DomainsCoZa;
    type Response = EppKey;

    const IDS: &'static [&'static str] = &["domain_get_epp_key"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/eppKey";
    const SECRETS: &'static [&'static str] = &["strEPPKey"];
}
