//! What is asked for when a certificate shall be issued.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domaincontext::arguments::{
    Email, Emails, Hdomains, Id, Reference, Text, optional, starred,
};

/// A signing request and all that goes with it. For flattening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Submission {
    /// The number of the certificate.
    #[serde(deserialize_with = "starred")]
    pub id: Id,
    /// The number of the contact that is responsible.
    #[serde(deserialize_with = "starred")]
    pub admin_id: Id,
    /// The number of the contact that looks after it.
    #[serde(deserialize_with = "starred")]
    pub tech_id: Id,
    /// The number of the contact whose organisation stands in it.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub org_id: Option<Id>,
    /// How control is proven: `dns`, `http`, `https` or `email`.
    #[serde(deserialize_with = "starred")]
    pub dcv_method: Reference,
    /// Who is asked, when control is proven by mail.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub approver_email: Option<Email>,
    /// Who is asked about each further name.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub approver_emails: Option<Emails>,
    /// The software it is for.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub webserver_type: Option<Reference>,
    /// Further names it shall cover.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub dns_names: Option<Hdomains>,
    /// The signing request.
    #[serde(deserialize_with = "starred")]
    pub csr: Text,
}
