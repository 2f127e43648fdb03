//! `GET /domains/transfers/availability`: whether a name can come in.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::amount::Amount;
use crate::dreamscape::Dreamscape;
use crate::dreamscape::arguments::{Line, Name, Term};

/// Asks whether a name can come in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CheckTransfer {
    /// The name.
    pub domain_name: Name,
    /// What lets it move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_key: Option<Line>,
    /// For how long it would be renewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Term>,
}

/// Whether a name can come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TransferCheck {
    /// Whether it can.
    pub status: bool,
    /// Whether it can be renewed on the way.
    pub eligible_for_renewal: bool,
    /// Whether it has to be.
    pub renewal_required: bool,
    /// Whether its price is beyond the usual.
    pub is_premium: bool,
    /// The price of a renewal.
    pub renew_price: Amount,
    /// When its time is over; null when that is not known.
    pub expiry_date: Option<String>,
    /// Months it can be renewed for.
    pub allowed_renewal_periods: Vec<u16>,
}

impl Endpoint for CheckTransfer {
    type Dialect = Dreamscape;
    type Response = TransferCheck;

    const IDS: &'static [&'static str] = &["checkTransfer"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domains/transfers/availability";
    const SECRETS: &'static [&'static str] = &["auth_key"];
}
