//! One row of an account's mail settings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether the account is mailed about one sort of event.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NotificationSetting {
    /// The setting, spelt as the parameter that changes it.
    pub code: String,
    /// The setting in words.
    pub name: String,
    /// Whether mails go out.
    pub status: NotificationState,
}

/// Capitalised on the way out, although it is written in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum NotificationState {
    /// Mails go out.
    On,
    /// They do not.
    Off,
}
