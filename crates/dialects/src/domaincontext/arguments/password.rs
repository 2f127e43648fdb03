//! Secrets without line breaks.

use std::borrow::Cow;

use super::label::is_one_line;
use crate::arguments::{Argument, travels};

/// A secret of at most 64 characters; spaces count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Password(pub String);

impl Argument for Password {
    const EXPECTED: &'static str = "1 to 64 characters without line breaks";

    fn read(text: &str) -> Option<Self> {
        let fits = (1..=64).contains(&text.chars().count()) && is_one_line(text);
        fits.then(|| Self(text.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Password);
