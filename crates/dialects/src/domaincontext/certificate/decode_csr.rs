//! `/certificateDecodeCSR`: what stands in a signing request.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Flag, Reference, Text, optional};

/// Asks what stands in a signing request.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DecodeSigningRequest {
    /// The signing request; needed, although documents leave it open.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub csr: Option<Text>,
    /// The brand it is meant for.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub brand: Option<Reference>,
    /// Whether it is meant for all names below one.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub wildcard: Option<Flag>,
}

/// What stands in a signing request. What it does not say is empty.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DecodedRequest {
    /// The name to certify.
    pub csr_commonname: String,
    /// The organisation.
    pub csr_organization: String,
    /// The department.
    pub csr_department: String,
    /// The town.
    pub csr_city: String,
    /// The province.
    pub csr_state: String,
    /// The country.
    pub csr_country: String,
    /// Where mail for it goes.
    pub csr_email: String,
}

impl Endpoint for DecodeSigningRequest {
    type Dialect = DomainContext;
    type Response = DecodedRequest;

    const IDS: &'static [&'static str] = &["certificateDecodeCSR", "certificateDecodeCsr"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateDecodeCSR";
    const ALIASES: &'static [&'static str] = &["/certificateDecodeCsr"];
}
