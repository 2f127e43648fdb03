//! `/certificateReissue`: a certificate is asked for again, with another signing request.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::certificate::progress::CertificateProgress;
use crate::domaincontext::certificate::submission::Submission;

/// Asks for the certificate anew.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReissueCertificate {
    /// What is asked for.
    #[serde(flatten)]
    pub submission: Submission,
}

impl Endpoint for ReissueCertificate {
    type Dialect = DomainContext;
    type Response = CertificateProgress;

    const IDS: &'static [&'static str] = &["certificateReissue"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateReissue";
}

impl Bulked for ReissueCertificate {
    const BULK_IDS: &'static [&'static str] = &["certificatesReissue"];
    const BULK_PATH: &'static str = "/certificatesReissue";
}
