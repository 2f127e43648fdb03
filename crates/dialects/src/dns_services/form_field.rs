//! A form field that an order asks for, of an extension or of a product.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::php_object::PhpObject;
use super::quoted::Quoted;
use crate::amount::Amount;

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormField {
    /// How it is filled in, for example `select` or `input`.
    pub r#type: String,
    /// What it asks.
    pub title: String,
    /// Its number, which answers go by.
    pub id: Quoted<i64>,
    /// Number of its first item.
    #[serde(rename = "firstItemId")]
    pub first_item_id: i64,
    /// More about it.
    pub description: String,
    /// Its parameter with brackets: `custom[1755]`, or `custom[1424][9067]` for a single item.
    pub name: String,
    /// Whether an order without it is refused.
    pub required: bool,
    /// Whether several items may be chosen.
    pub multiple: bool,
    /// Settings that depend on the type.
    pub config: FormConfig,
    /// What is filled in already.
    pub value: PhpObject<String>,
    /// What is filled in already, as text.
    pub textvalue: PhpObject<String>,
    /// What the field itself costs.
    pub price: Amount,
    /// What the field itself costs every period.
    pub recurring_price: Amount,
    /// What the field itself costs once.
    pub setup: Amount,
    /// Until when a shortened first period lasts; null without one.
    pub prorata_date: Option<String>,
    /// What can be chosen.
    pub items: Vec<FormItem>,
}

/// Settings of a field; which of them travel depends on the field's type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormConfig {
    /// `1` where the box is ticked before anybody touches it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enableddefault: Option<u8>,
    /// When the field is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditionals: Option<PhpObject<String>>,
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormItem {
    /// What it is.
    pub title: String,
    /// How many of it a choice stands for.
    pub value: i64,
    /// Its number, which answers go by.
    pub id: i64,
    /// What it costs every period.
    pub price: Amount,
    /// What it costs once.
    pub setup: Amount,
    /// Whether it is chosen already.
    pub selected: bool,
}
