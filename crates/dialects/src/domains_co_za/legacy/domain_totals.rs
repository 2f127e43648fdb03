//! `/domain/domain/domainTotals`: how many names the account has in each state. The current API has
//! no such call.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;

/// Asks for the counts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CountDomains {}

/// The counts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainTotals {
    /// One number per state.
    #[serde(rename = "arrTotals")]
    pub totals: Totals,
}

impl Endpoint for CountDomains {
    type Dialect = DomainsCoZa;
    type Response = DomainTotals;

    const IDS: &'static [&'static str] = &[];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/domain/domain/domainTotals";
}

/// Names of the account by state; a name may count more than once.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// All of them.
    #[serde(rename = "intTotalDomains")]
    pub domains: u64,
    /// On their way here.
    #[serde(rename = "intTotalTransfersIn")]
    pub transfers_in: u64,
    /// On their way out.
    #[serde(rename = "intTotalTransfersOut")]
    pub transfers_out: u64,
    /// With a queued change.
    #[serde(rename = "intTotalPendingUpdates")]
    pub pending_updates: u64,
    /// Answered by our name servers.
    #[serde(rename = "intTotalPremiumDNS")]
    pub premium_dns: u64,
    /// Registered in the last day.
    #[serde(rename = "intTotalReg1")]
    pub registered_1: u64,
    /// Registered in the last 7 days.
    #[serde(rename = "intTotalReg7")]
    pub registered_7: u64,
    /// Registered in the last 30 days.
    #[serde(rename = "intTotalReg30")]
    pub registered_30: u64,
    /// Expiring within a day.
    #[serde(rename = "intTotalExpiring1")]
    pub expiring_1: u64,
    /// Expiring within 7 days.
    #[serde(rename = "intTotalExpiring7")]
    pub expiring_7: u64,
    /// Expiring within 14 days.
    #[serde(rename = "intTotalExpiring14")]
    pub expiring_14: u64,
    /// Expiring within 30 days.
    #[serde(rename = "intTotalExpiring30")]
    pub expiring_30: u64,
    /// Expiring within 60 days.
    #[serde(rename = "intTotalExpiring60")]
    pub expiring_60: u64,
    /// Expiring within 90 days.
    #[serde(rename = "intTotalExpiring90")]
    pub expiring_90: u64,
    /// Past their expiry.
    #[serde(rename = "intTotalExpired")]
    pub expired: u64,
    /// To be had back at a price only.
    #[serde(rename = "intTotalInRedemption")]
    pub in_redemption: u64,
}
