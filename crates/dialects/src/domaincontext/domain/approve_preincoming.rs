//! `/domainApprovePreincoming`: the holder lets names move here.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{ConfirmData, Domains, optional};
use crate::domaincontext::yes::Yes;

/// Confirms transfers, with what the mail to the holder says.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ApprovePreincoming {
    /// The names.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub domains: Option<Domains>,
    /// What the link in the mail carries.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub confirm_data: Option<ConfirmData>,
}

impl Endpoint for ApprovePreincoming {
    type Dialect = DomainContext;
    type Response = Yes;

    const IDS: &'static [&'static str] = &["domainApprovePreincoming"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domainApprovePreincoming";
    const ALIASES: &'static [&'static str] = &["/domainsApprovePreincoming"];
    const SECRETS: &'static [&'static str] = &["confirm_data"];
}
