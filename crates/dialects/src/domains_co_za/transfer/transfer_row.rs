//! What both transfer lists answer: a page of transfers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A page of transfers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TransferList {
    /// The rows.
    #[serde(rename = "arrDomains")]
    pub domains: Vec<TransferRow>,
    /// Rows in this answer.
    #[serde(rename = "intReturnedTotal")]
    pub returned_total: u64,
    /// Transfers that pass the filter.
    #[serde(rename = "intFilterTotal")]
    pub filter_total: u64,
    /// Transfers of the account, before any filter.
    #[serde(rename = "intTotal")]
    pub total: u64,
}

/// One transfer of a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TransferRow {
    /// The whole name.
    #[serde(rename = "strDomainName")]
    pub name: String,
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
    /// In words, such as `Transfer Pending`.
    pub status: String,
    /// Unix seconds.
    #[serde(rename = "requestDate")]
    pub requested: i64,
}
