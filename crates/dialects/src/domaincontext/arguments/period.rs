//! Years.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// How many years a name is registered or renewed for, or a thing is bought for: 1 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(pub u8);

impl Argument for Period {
    const EXPECTED: &'static str = "a whole number from 1 to 10";

    fn read(text: &str) -> Option<Self> {
        let years = text.trim().parse().ok()?;
        (1..=10).contains(&years).then_some(Self(years))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}

travels!(Period, "integer", |period, to| to.serialize_u8(period.0));
