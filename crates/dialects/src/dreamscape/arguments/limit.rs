//! How many rows a page shows.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// Rows of a page: 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Limit(pub u8);

impl Argument for Limit {
    const EXPECTED: &'static str = "a whole number from 1 to 100";

    fn read(text: &str) -> Option<Self> {
        let rows = text.trim().parse().ok()?;
        (1..=100).contains(&rows).then_some(Self(rows))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}

travels!(Limit, "integer", |limit, to| to.serialize_u8(limit.0));
