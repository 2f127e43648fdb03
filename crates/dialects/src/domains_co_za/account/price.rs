//! Prices of one extension, in the four shapes that the price calls have.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domains_co_za::flags::NumberFlag;

/// How the five numbers of a price setting are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PriceKind {
    /// They are the price.
    Base,
    /// They are added to the cost.
    Markup,
    /// They are added to the cost, in hundredths of it.
    Percentage,
}

/// The parameters that both setting calls share. All five numbers are wanted, whatever they mean.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PriceInput {
    /// The extension that is priced.
    pub tld: String,
    /// For a new name.
    pub registration: String,
    /// For a year more.
    pub renewal: String,
    /// For a name from elsewhere.
    pub transfer: String,
    /// For a name out of redemption.
    pub redemption: String,
    /// For a new name that the registry holds dear.
    pub premium: String,
    /// Three letters, in either case; `ZAR` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// What an account pays for one extension.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TldPrice {
    /// Three letters.
    pub currency: String,
    /// For a new name.
    pub registration: String,
    /// For a year more.
    pub renewal: String,
    /// For a name from elsewhere.
    pub transfer: String,
    /// For a name out of redemption.
    pub redemption: String,
    /// For a new name that the registry holds dear.
    pub premium: String,
    /// Whether the extension is withheld; a real boolean here.
    #[serde(rename = "optedOut")]
    pub opted_out: bool,
}

/// What an account pays for one extension, as the setting call answers it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SetTldPrice {
    /// How the setting behind it was meant.
    #[serde(rename = "type")]
    pub kind: PriceKind,
    /// Three letters; in lower case for the extension that was just priced.
    pub currency: String,
    /// For a new name.
    pub registration: String,
    /// For a year more.
    pub renewal: String,
    /// For a name from elsewhere.
    pub transfer: String,
    /// For a name out of redemption.
    pub redemption: String,
    /// For a new name that the registry holds dear.
    pub premium: String,
    /// Whether the extension is withheld; 0 or 1 here, at times as text.
    #[serde(rename = "optedOut")]
    pub opted_out: NumberFlag,
}

/// How the default price of one extension comes about. The outer figures are the cost; `total` is
/// what accounts pay, `markup` the difference, `setting` what was stored.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DefaultTldPrice {
    /// How the setting is meant.
    #[serde(rename = "type")]
    pub kind: PriceKind,
    /// Three letters.
    pub currency: String,
    /// Cost of a new name.
    pub registration: String,
    /// Cost of a year more.
    pub renewal: String,
    /// Cost of a name from elsewhere.
    pub transfer: String,
    /// Cost of a name out of redemption.
    pub redemption: String,
    /// Cost of a new name that the registry holds dear.
    pub premium: String,
    /// Whether the extension is withheld.
    #[serde(rename = "optedOut")]
    pub opted_out: bool,
    /// Total minus cost; may be negative.
    pub markup: PriceFigures,
    /// What accounts pay.
    pub total: PriceFigures,
    /// What was stored.
    pub setting: PriceSetting,
}

/// Five prices in one currency.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PriceFigures {
    /// Three letters.
    pub currency: String,
    /// For a new name.
    pub registration: String,
    /// For a year more.
    pub renewal: String,
    /// For a name from elsewhere.
    pub transfer: String,
    /// For a name out of redemption.
    pub redemption: String,
    /// For a new name that the registry holds dear.
    pub premium: String,
}

/// Five numbers as they were stored.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PriceSetting {
    /// Three letters.
    pub currency: String,
    /// For a new name.
    pub registration: String,
    /// For a year more.
    pub renewal: String,
    /// For a name from elsewhere.
    pub transfer: String,
    /// For a name out of redemption.
    pub redemption: String,
    /// For a new name that the registry holds dear.
    pub premium: String,
    /// How they are meant.
    #[serde(rename = "type")]
    pub kind: PriceKind,
}
