//! `GET` and `PUT /domain/{id}/emforwarding`: where mail to a domain goes on to.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::dns_services::DnsServices;
use crate::dns_services::info::Info;

/// Asks where mail goes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadEmailForwarding {
    /// The domain.
    pub id: Loose<i64>,
}

/// Where mail goes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EmailForwarding {
    /// The rules.
    pub emforwarding: Vec<ForwardingRule>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ForwardingRule {
    /// What stands left of the `@` in the domain.
    pub from: String,
    /// The address it goes on to.
    pub to: String,
}

impl Endpoint for ReadEmailForwarding {
    type Dialect = DnsServices;
    type Response = EmailForwarding;

    const IDS: &'static [&'static str] = &["get_domain_email_forwarding"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain/{id}/emforwarding";
}

/// Replaces all rules.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpdateEmailForwarding {
    /// The domain.
    pub id: Loose<i64>,
    /// The rules; an empty list ends forwarding.
    pub emforwarding: Vec<ForwardingRule>,
}

impl Endpoint for UpdateEmailForwarding {
    type Dialect = DnsServices;
    type Response = Info;

    const IDS: &'static [&'static str] = &["update_domain_email_forwarding"];
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/domain/{id}/emforwarding";
}
