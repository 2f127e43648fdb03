//! How many rows a list shows.

use std::borrow::Cow;

use super::Id;
use crate::arguments::{Argument, travels};

/// A number of rows, or the word `ALL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// As many as there are, or as one answer holds.
    All,
    /// At most so many.
    Rows(Id),
}

impl Argument for Limit {
    const EXPECTED: &'static str = "a whole number above zero";

    fn read(text: &str) -> Option<Self> {
        if text.trim().eq_ignore_ascii_case("all") {
            return Some(Self::All);
        }
        Id::read(text).map(Self::Rows)
    }

    fn write(&self) -> Cow<'_, str> {
        match self {
            Self::All => "ALL".into(),
            Self::Rows(rows) => rows.0.to_string().into(),
        }
    }
}

travels!(Limit);
