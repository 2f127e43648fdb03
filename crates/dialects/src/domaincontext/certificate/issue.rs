//! `/certificateIssue`: a bought certificate is asked for.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::certificate::progress::CertificateProgress;
use crate::domaincontext::certificate::submission::Submission;

/// Asks for the certificate itself.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct IssueCertificate {
    /// What is asked for.
    #[serde(flatten)]
    pub submission: Submission,
}

impl Endpoint for IssueCertificate {
    type Dialect = DomainContext;
    type Response = CertificateProgress;

    const IDS: &'static [&'static str] = &["certificateIssue"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateIssue";
}

impl Bulked for IssueCertificate {
    const BULK_IDS: &'static [&'static str] = &["certificatesIssue"];
    const BULK_PATH: &'static str = "/certificatesIssue";
}
