//! `GET /domains/tlds`: what can be registered, for how long and for how much.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::amount::Amount;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Id, Line, Many};
use crate::dreamscape::paging::Paging;

/// Asks for a page of zones.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ListTlds {
    /// Only these zones; all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tlds: Option<Many<Line>>,
    /// The currency of the prices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Line>,
    /// Whose prices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<Id>,
    /// Which page.
    #[serde(flatten)]
    pub paging: Paging,
}

/// A zone that names are sold in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tld {
    /// The zone, without a dot in front.
    pub tld: String,
    /// The shortest time, in months.
    pub min_period: u16,
    /// The longest time, in months.
    pub max_period: u16,
    /// Prices of one year.
    pub price: TldPrices,
    /// Whether its registry wants to know more.
    pub eligibility_required: bool,
    /// Whether people may be hidden.
    pub privacy_allowed: bool,
}

/// Prices of one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TldPrices {
    /// Of a new name.
    pub register: Amount,
    /// Of a renewal.
    pub renew: Amount,
    /// Of a transfer.
    pub transfer: Amount,
}

impl Endpoint for ListTlds {
    type Dialect = Dreamscape;
    type Response = Vec<Tld>;

    const IDS: &'static [&'static str] = &["listTlds"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domains/tlds";
}
