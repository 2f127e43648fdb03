//! `/certificateGetInfo`: one certificate, as it is known here.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, starred};
use crate::domaincontext::certificate::row::CertificateRow;

/// Asks about a certificate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadCertificate {
    /// The number of the certificate.
    #[serde(deserialize_with = "starred")]
    pub id: Id,
}

impl Endpoint for ReadCertificate {
    type Dialect = DomainContext;
    type Response = CertificateRow;

    const IDS: &'static [&'static str] = &["certificateGetInfo"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateGetInfo";
}

impl Bulked for ReadCertificate {
    const BULK_IDS: &'static [&'static str] = &["certificatesGetInfo"];
    const BULK_PATH: &'static str = "/certificatesGetInfo";
}
