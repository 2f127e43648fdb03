//! `/certificateGenerateCSR`: a key and a signing request for it. The key is shown once and not
//! kept.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Email, Flag, Id, Label, Login, optional, starred};

/// Makes a key and a signing request.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct GenerateSigningRequest {
    /// The name to certify.
    #[serde(deserialize_with = "starred")]
    pub csr_commonname: Label,
    /// The organisation.
    #[serde(deserialize_with = "starred")]
    pub csr_organization: Label,
    /// The department.
    #[serde(deserialize_with = "starred")]
    pub csr_department: Label,
    /// The town.
    #[serde(deserialize_with = "starred")]
    pub csr_city: Label,
    /// The province.
    #[serde(deserialize_with = "starred")]
    pub csr_state: Label,
    /// The country.
    #[serde(deserialize_with = "starred")]
    pub csr_country: Label,
    /// Where mail for it goes.
    #[serde(deserialize_with = "starred")]
    pub csr_email: Email,
    /// Whether both are mailed to that address too.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub copy_to_email: Option<Flag>,
    /// The login of the client it is for.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client: Option<Login>,
    /// The number of that client.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client_id: Option<Id>,
}

/// A signing request and its key.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct GeneratedRequest {
    /// The signing request.
    pub csr_code: String,
    /// The private key.
    pub csr_key: String,
}

impl Endpoint for GenerateSigningRequest {
    type Dialect = DomainContext;
    type Response = GeneratedRequest;

    const IDS: &'static [&'static str] = &["certificateGenerateCSR", "certificateGenerateCsr"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateGenerateCSR";
    const ALIASES: &'static [&'static str] = &["/certificateGenerateCsr"];
    const SECRETS: &'static [&'static str] = &["csr_key"];
}
