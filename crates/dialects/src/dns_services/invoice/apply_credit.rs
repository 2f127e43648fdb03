//! `POST /invoice/{id}/credit`: pays an invoice, or a part of it, from credit.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::amount::Amount;
use crate::dns_services::DnsServices;

/// Pays from credit.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ApplyCredit {
    /// The invoice.
    pub id: Loose<i64>,
    /// How much; all that is due when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
}

/// What was paid.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CreditApplied {
    /// Always true.
    pub success: bool,
    /// Where the invoice stands now.
    pub invoice_status: String,
    /// How much was paid.
    pub applied: Amount,
}

impl Endpoint for ApplyCredit {
    type Dialect = DnsServices;
    type Response = CreditApplied;

    const IDS: &'static [&'static str] = &["apply_credit"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/invoice/{id}/credit";
}
