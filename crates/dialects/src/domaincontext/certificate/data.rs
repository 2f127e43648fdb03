//! `/certificateGetData`: what is in a certificate, and how control of its names is proven.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, starred};
use crate::keyed::Keyed;

/// Asks what is in a certificate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadCertificateData {
    /// The number of the certificate.
    #[serde(deserialize_with = "starred")]
    pub id: Id,
}

/// What is in a certificate. What was not asked for yet is empty.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CertificateData {
    /// Its number.
    pub id: i64,
    /// How control is proven: `dns`, `http`, `https` or `email`.
    pub dcv_method: String,
    /// What to put where, by method: under the method a `record` and, under the method's own name,
    /// the value of it. What is asked for further names has their places behind: `record_2`, `dns_2`.
    pub dcv_data: Keyed<Keyed<String>>,
    /// Who is asked, when control is proven by mail.
    pub approver_email: String,
    /// What the supplier was told about the method, under its name.
    pub approver_method: Keyed<Keyed<String>>,
    /// The signing request.
    pub csr_code: String,
    /// The certificate, once it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crt_code: Option<String>,
    /// The certificates above it, once it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_code: Option<String>,
}

impl Endpoint for ReadCertificateData {
    type Dialect = DomainContext;
    type Response = CertificateData;

    const IDS: &'static [&'static str] = &["certificateGetData"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateGetData";
}

impl Bulked for ReadCertificateData {
    const BULK_IDS: &'static [&'static str] = &["certificatesGetData"];
    const BULK_PATH: &'static str = "/certificatesGetData";
}
