//! One domain as both calls for details show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::dns_services::quoted::Quoted;
use crate::flags::DigitFlag;

/// One domain with its dates of billing and its name servers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainDetails {
    /// Its id.
    pub id: Quoted<i64>,
    /// The whole name.
    pub name: String,
    /// When it was ordered.
    pub date_created: String,
    /// What its first period cost, with two decimals.
    pub firstpayment: String,
    /// What the next period costs, with two decimals.
    pub recurring_amount: String,
    /// Years it is renewed for.
    pub period: Quoted<u32>,
    /// When it ends; all zeros before it is registered.
    pub expires: String,
    /// `Pending`, `Active`, `Expired` and so on.
    pub status: String,
    /// When the next period is due.
    pub next_due: String,
    /// When the invoice for it is written.
    pub next_invoice: String,
    /// Whether the holder is hidden.
    pub idprotection: DigitFlag,
    /// Its name servers.
    pub nameservers: Vec<String>,
    /// Whether it renews itself.
    pub autorenew: DigitFlag,
}
