//! `/certificateCancel`: a certificate is given up.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, Label, starred};
use crate::domaincontext::certificate::progress::CertificateProgress;

/// Cancels a certificate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CancelCertificate {
    /// The number of the certificate.
    #[serde(deserialize_with = "starred")]
    pub id: Id,
    /// Why.
    #[serde(deserialize_with = "starred")]
    pub reason: Label,
}

impl Endpoint for CancelCertificate {
    type Dialect = DomainContext;
    type Response = CertificateProgress;

    const IDS: &'static [&'static str] = &["certificateCancel"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateCancel";
}

impl Bulked for CancelCertificate {
    const BULK_IDS: &'static [&'static str] = &["certificatesCancel"];
    const BULK_PATH: &'static str = "/certificatesCancel";
}
