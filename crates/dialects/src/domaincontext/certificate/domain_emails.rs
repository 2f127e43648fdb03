//! `/certificateGetDomainEmails`: who may be asked about a name by mail.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Domain, Id, Text, optional};

/// Asks for the addresses. One argument is enough.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListApproverEmails {
    /// The number of a certificate.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The name.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub domain: Option<Domain>,
    /// A signing request for the name.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub csr: Option<Text>,
}

impl Endpoint for ListApproverEmails {
    type Dialect = DomainContext;
    type Response = Vec<String>;

    const IDS: &'static [&'static str] = &["certificateGetDomainEmails"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/certificateGetDomainEmails";
}
