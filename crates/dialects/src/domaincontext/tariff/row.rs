//! Price lists as lists show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A price list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TariffRow {
    /// Its number.
    pub id: i64,
    /// Its name, which orders take.
    pub name: String,
    /// Its name once more.
    pub tariff: String,
    /// `domain`, `svds`, `ovds` or `certificate`.
    pub r#type: String,
    /// The currency of its prices in three letters.
    pub currency: String,
    /// The login of whoever it belongs to.
    pub client: String,
    /// The login of whoever offers it.
    pub seller: String,
    /// Whether it was made for one client.
    pub is_personal: bool,
    /// What is noted about it.
    pub note: String,
    /// What people call it.
    pub label: String,
}
