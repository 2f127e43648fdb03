//! `/tariffGetInfo`: one price list with its prices.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::amount::Amount;
use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, optional};
use crate::domaincontext::tariff::row::TariffRow;

/// Asks about a price list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadTariff {
    /// Its number.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
}

/// A price list with its prices.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TariffDetails {
    /// What lists show, too.
    #[serde(flatten)]
    pub row: TariffRow,
    /// Its prices.
    pub resources: Vec<Resource>,
}

/// What one thing costs.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Resource {
    /// The number of the price.
    pub id: i64,
    /// What is done, such as `dregistration`, `certificate_purchase` or `monthly`.
    pub r#type: String,
    /// The extension; only there in price lists of domains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The number of what is sold, where it has one: of a product, which orders of certificates
    /// take, or of an extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_id: Option<i64>,
    /// What each costs.
    pub price: Amount,
    /// What is paid once besides.
    pub fee: Amount,
    /// How many are in the price.
    pub quantity: i64,
    /// What is counted, such as `items` or `month`.
    pub unit: String,
    /// The currency in three letters.
    pub currency: String,
}

impl Endpoint for ReadTariff {
    type Dialect = DomainContext;
    type Response = TariffDetails;

    const IDS: &'static [&'static str] = &["tariffGetInfo"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/tariffGetInfo";
}

impl Bulked for ReadTariff {
    const BULK_IDS: &'static [&'static str] = &["tariffsGetInfo"];
    const BULK_PATH: &'static str = "/tariffsGetInfo";
}
