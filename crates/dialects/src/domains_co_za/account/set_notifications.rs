//! `POST /reseller/notifications`: changes which mails an account gets. What is not sent stays.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Access, Endpoint};

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::flags::OnOff;

/// One parameter per setting.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetNotifications {
    /// An account below the caller's; the caller's own when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Contacts changed.
    #[serde(rename = "contactUpdates", default, skip_serializing_if = "Option::is_none")]
    pub contact_updates: Option<OnOff>,
    /// Name servers changed.
    #[serde(rename = "nsSuccess", default, skip_serializing_if = "Option::is_none")]
    pub nameserver_success: Option<OnOff>,
    /// Name servers could not be changed.
    #[serde(rename = "nsFailed", default, skip_serializing_if = "Option::is_none")]
    pub nameserver_failure: Option<OnOff>,
    /// A name changed.
    #[serde(rename = "domainUpdates", default, skip_serializing_if = "Option::is_none")]
    pub domain_updates: Option<OnOff>,
    /// A name was renewed.
    #[serde(rename = "domainRenewals", default, skip_serializing_if = "Option::is_none")]
    pub domain_renewals: Option<OnOff>,
    /// A name moved.
    #[serde(rename = "domainTransfers", default, skip_serializing_if = "Option::is_none")]
    pub domain_transfers: Option<OnOff>,
    /// A name was deleted.
    #[serde(rename = "domainDeletes", default, skip_serializing_if = "Option::is_none")]
    pub domain_deletes: Option<OnOff>,
    /// A name was registered.
    #[serde(rename = "domainCreates", default, skip_serializing_if = "Option::is_none")]
    pub domain_creates: Option<OnOff>,
}

/// What could not be set.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NotificationsSet {
    /// One sentence per setting; empty on success.
    #[serde(rename = "arrErrorList")]
    pub errors: Vec<String>,
}

impl Endpoint for SetNotifications {
    type Dialect = DomainsCoZa;
    type Response = NotificationsSet;

    const IDS: &'static [&'static str] = &["user_notifications_set", "reseller_notifications_set"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/reseller/notifications";
    const ACCESS: Access = Access::Owner;
}
