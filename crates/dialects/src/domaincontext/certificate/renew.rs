//! `/certificateRenew`: more time for a certificate, paid from the balance.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Date, Id, starred};
use crate::domaincontext::certificate::progress::CertificateProgress;

/// Renews a certificate.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RenewCertificate {
    /// The number of the certificate.
    #[serde(deserialize_with = "starred")]
    pub id: Id,
    /// The day until which it is paid now; a guard against paying twice.
    #[serde(deserialize_with = "starred")]
    pub expires: Date,
}

impl Endpoint for RenewCertificate {
    type Dialect = DomainContext;
    type Response = CertificateProgress;

    const IDS: &'static [&'static str] = &["certificateRenew"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateRenew";
}

impl Bulked for RenewCertificate {
    const BULK_IDS: &'static [&'static str] = &["certificatesRenew"];
    const BULK_PATH: &'static str = "/certificatesRenew";
}
