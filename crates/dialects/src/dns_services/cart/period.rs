//! A period that something is sold for. Products, order forms and add-ons show it alike.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amount::Amount;

/// One period with its price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// The period's letter, once more.
    pub title: String,
    /// The period's letter, which orders go by: `m` is a month, `a` a year.
    pub value: String,
    /// What it costs every period.
    pub price: Amount,
    /// What it costs once.
    pub setup: Amount,
    /// Whether it is taken when nothing else is said.
    pub selected: bool,
}
