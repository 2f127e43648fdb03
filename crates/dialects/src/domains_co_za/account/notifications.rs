//! `GET /reseller/notifications`: which mails an account gets: the caller's own, or one below it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::account::notification::NotificationSetting;

/// Asks for mail settings.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadNotifications {
    /// An account below the caller's; the caller's own when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

/// The settings, twice: the first key is the older one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Notifications {
    /// The settings under their older key.
    #[serde(rename = "arrNotifications")]
    pub notifications: Vec<NotificationSetting>,
    /// The settings.
    #[serde(rename = "arrSettings")]
    pub settings: Vec<NotificationSetting>,
    /// Tells clients to read `arrSettings`.
    #[serde(rename = "strDeprecationNotice")]
    pub deprecation_notice: String,
}

impl Endpoint for ReadNotifications {
    type Dialect = DomainsCoZa;
    type Response = Notifications;

    const IDS: &'static [&'static str] = &["user_notifications_get", "reseller_notifications_get"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/reseller/notifications";
}
