//! `/certificateSendNotifications`: the mail about a pending certificate goes out again.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, starred};
use crate::domaincontext::certificate::progress::CertificateProgress;

/// Sends the mail again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SendNotifications {
    /// The number of the certificate.
    #[serde(deserialize_with = "starred")]
    pub id: Id,
}

impl Endpoint for SendNotifications {
    type Dialect = DomainContext;
    type Response = CertificateProgress;

    const IDS: &'static [&'static str] = &["certificateSendNotifications"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateSendNotifications";
}

impl Bulked for SendNotifications {
    const BULK_IDS: &'static [&'static str] = &["certificatesSendNotifications"];
    const BULK_PATH: &'static str = "/certificatesSendNotifications";
}
