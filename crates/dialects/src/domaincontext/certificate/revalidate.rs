//! `/certificateRevalidate`: the supplier looks once more whether control is proven.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, starred};
use crate::domaincontext::certificate::progress::CertificateProgress;

/// Asks the supplier to look again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RevalidateCertificate {
    /// The number of the certificate.
    #[serde(deserialize_with = "starred")]
    pub id: Id,
}

impl Endpoint for RevalidateCertificate {
    type Dialect = DomainContext;
    type Response = CertificateProgress;

    const IDS: &'static [&'static str] = &["certificateRevalidate"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateRevalidate";
}

impl Bulked for RevalidateCertificate {
    const BULK_IDS: &'static [&'static str] = &["certificatesRevalidate"];
    const BULK_PATH: &'static str = "/certificatesRevalidate";
}
