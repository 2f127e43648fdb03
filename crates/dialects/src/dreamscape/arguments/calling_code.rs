//! What stands before telephone numbers of a country.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// The calling code of a country in at most four signs, with or without its plus.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CallingCode(pub String);

impl Argument for CallingCode {
    const EXPECTED: &'static str = "a telephone country code such as 61";

    fn read(text: &str) -> Option<Self> {
        let code = text.trim();
        let digits = code.strip_prefix('+').unwrap_or(code);
        let fits = (1..=4).contains(&digits.len()) && code.len() <= 4;
        let fits = fits && digits.bytes().all(|digit| digit.is_ascii_digit());
        fits.then(|| Self(code.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(CallingCode);
