//! `/certificateChangeValidation`: control of a pending certificate's names is proven in another
//! way. Its own path takes many at once as well as the bulk form's.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Email, Emails, Id, Reference, optional, starred};
use crate::domaincontext::certificate::progress::CertificateProgress;

/// Changes how control is proven.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ChangeValidation {
    /// The number of the certificate.
    #[serde(deserialize_with = "starred")]
    pub id: Id,
    /// How control is proven from now on: `dns`, `http`, `https` or `email`.
    #[serde(deserialize_with = "starred")]
    pub dcv_method: Reference,
    /// Who is asked, when control is proven by mail.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub approver_email: Option<Email>,
    /// Who is asked about each further name.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub approver_emails: Option<Emails>,
}

impl Endpoint for ChangeValidation {
    type Dialect = DomainContext;
    type Response = CertificateProgress;

    const IDS: &'static [&'static str] = &["certificateChangeValidation"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateChangeValidation";
}

impl Bulked for ChangeValidation {
    const BULK_IDS: &'static [&'static str] = &["certificatesChangeValidation"];
    const BULK_PATH: &'static str = "/certificatesChangeValidation";
}
