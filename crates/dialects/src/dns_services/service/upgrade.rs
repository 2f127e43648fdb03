//! `POST /service/{id}/upgrade`: estimates what a change costs, or orders it.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::amount::Amount;
use crate::dns_services::DnsServices;
use crate::dns_services::answers::FormAnswers;
use crate::dns_services::clear_yes::ClearYes;
use crate::dns_services::quoted::Quoted;

/// Changes what a service has, or what it is.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UpgradeService {
    /// The service.
    pub id: Loose<i64>,
    /// By resource: a quantity, an item, or quantities by item.
    #[serde(default, skip_serializing_if = "FormAnswers::is_empty")]
    pub resources: FormAnswers,
    /// The product it becomes; it stays what it is when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<Loose<i64>>,
    /// The letter of another period; it stays when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<String>,
    /// Whether the change is ordered; nothing is when left out.
    #[serde(default, skip_serializing_if = "ClearYes::is_no")]
    pub send: ClearYes,
}

/// What a change costs, and the order of it where it was ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Upgrade {
    /// Number of the order; left out of an estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_num: Option<i64>,
    /// The invoice that asks for the money; left out of an estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice_id: Option<Quoted<i64>>,
    /// What is to be paid now, with two decimals.
    pub total: String,
    /// What each changed resource costs.
    pub resources: Vec<UpgradePrice>,
    /// What the change of product costs; empty when it stays what it is.
    pub package: Vec<UpgradePrice>,
}

/// What one change costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpgradePrice {
    /// The resource or the product.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// What it costs every period.
    pub price: Amount,
    /// What it costs once.
    pub setup_price: Amount,
}

impl Endpoint for UpgradeService {
    type Dialect = DnsServices;
    type Response = Upgrade;

    const IDS: &'static [&'static str] = &["upgrade_service"];
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/service/{id}/upgrade";
}
