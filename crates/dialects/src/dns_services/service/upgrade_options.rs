//! `GET /service/{id}/upgrade`: what a service can be changed to.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Endpoint, Loose};

use crate::amount::Amount;
use crate::dns_services::DnsServices;
use crate::dns_services::cart::period::Period;
use crate::dns_services::quoted::Quoted;

/// Asks what one service can be changed to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListUpgrades {
    /// The service.
    pub id: Loose<i64>,
}

/// What a service can be changed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpgradeOptions {
    /// What the service has more or less of.
    pub resources: Vec<UpgradeResource>,
    /// Products it can become; the key is in the singular.
    pub package: Vec<UpgradePackage>,
}

/// Something the service has more or less of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpgradeResource {
    /// What requests call it. A number here, and text for its items.
    pub id: i64,
    /// What it is.
    pub name: String,
    /// How it is chosen, for example `select`.
    pub r#type: String,
    /// What can be chosen.
    pub items: Vec<UpgradeItem>,
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpgradeItem {
    /// What requests call it.
    pub id: Quoted<i64>,
    /// What it is.
    pub name: String,
    /// What it costs every period.
    pub price: Amount,
    /// What it costs once; order forms call it `setup`.
    pub setup_price: Amount,
    /// Whether the service has it now.
    pub selected: bool,
}

/// A product the service can become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UpgradePackage {
    /// The product.
    pub id: Quoted<i64>,
    /// What it is called.
    pub name: String,
    /// The periods it is sold for.
    pub cycles: Vec<Period>,
}

impl Endpoint for ListUpgrades {
    type Dialect = DnsServices;
    type Response = UpgradeOptions;

    const IDS: &'static [&'static str] = &["upgrade_options"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/service/{id}/upgrade";
}
