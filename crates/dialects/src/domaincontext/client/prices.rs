//! `/clientGetPrices`: what things cost a client.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::{Bulked, Endpoint};

use crate::amount::Amount;
use crate::domaincontext::DomainContext;
use crate::domaincontext::arguments::{Id, Login, optional};
use crate::keyed::Keyed;

/// Asks for prices. Without a client they are the caller's.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadPrices {
    /// The login of the client.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub client: Option<Login>,
    /// The number of the client.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The login of its seller.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub seller: Option<Login>,
    /// The number of that seller.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub seller_id: Option<Id>,
}

/// Prices by extension or product, and there by what is done.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Prices {
    /// Under an extension `dregistration`, `dtransfer` and `drenewal`, and what getting a name back
    /// costs besides its renewal: `drestore_expired` and `drestore_deleted`; under a product
    /// `certificate_purchase` and `certificate_renewal`. The order is fixed: extensions first, each
    /// kind by name.
    #[serde(flatten)]
    pub by_name: Keyed<Keyed<Amount>>,
    /// The currency in three letters.
    pub currency: String,
}

impl Endpoint for ReadPrices {
    type Dialect = DomainContext;
    type Response = Prices;

    const IDS: &'static [&'static str] = &["clientGetPrices"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/clientGetPrices";
}

impl Bulked for ReadPrices {
    const BULK_IDS: &'static [&'static str] = &["clientsGetPrices"];
    const BULK_PATH: &'static str = "/clientsGetPrices";
}
