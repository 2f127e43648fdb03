//! What surrounds an answer: that it is one, and which page of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::paging::Pagination;

/// A whole answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Envelope<T> {
    /// Always true: what is false is a refusal.
    pub status: bool,
    /// What was asked for.
    pub data: T,
    /// Which page of it, when it has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
}

impl<T> Envelope<T> {
    /// An answer in one piece.
    pub fn of(data: T) -> Self {
        Self { status: true, data, pagination: None }
    }

    /// One page of an answer.
    pub fn page(data: T, pagination: Pagination) -> Self {
        Self { status: true, data, pagination: Some(pagination) }
    }
}
