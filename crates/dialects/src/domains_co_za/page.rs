//! Which rows of a list are wanted. Every list offers its own words for `sortBy`, so it stays text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Loose;

/// The paging parameters that lists share.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    /// The key to sort on; a word the list does not offer leaves the natural order.
    #[serde(rename = "sortBy", default, skip_serializing_if = "Option::is_none")]
    pub sort_by: Option<String>,
    /// Which way to sort; ascending when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// Rows to skip; none when left out.
    #[serde(rename = "startPoint", default, skip_serializing_if = "Option::is_none")]
    pub start_point: Option<Loose<u32>>,
    /// Most rows to answer; all when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Loose<u32>>,
}

/// Which way to sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}
