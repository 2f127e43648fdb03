//! Lengths of time.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// How long a product is bought or renewed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Months(pub u16);

impl Argument for Months {
    const EXPECTED: &'static str = "a number of months";

    fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok().filter(|months| *months > 0).map(Self)
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}

travels!(Months, "integer", |months, to| to.serialize_u16(months.0));

/// How long a name is registered or renewed for: months that make whole years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u16);

impl Term {
    /// The same in years.
    pub fn years(self) -> u16 {
        self.0 / 12
    }
}

impl Argument for Term {
    const EXPECTED: &'static str = "a number of months that is a multiple of 12";

    fn read(text: &str) -> Option<Self> {
        Months::read(text).filter(|months| months.0.is_multiple_of(12)).map(|months| Self(months.0))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}

travels!(Term, "integer", |term, to| to.serialize_u16(term.0));
