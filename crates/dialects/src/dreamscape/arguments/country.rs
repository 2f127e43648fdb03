//! Countries in two letters.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// A country in two letters, kept as capitals.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Country(pub String);

impl Argument for Country {
    const EXPECTED: &'static str = "a country code of two letters";

    fn read(text: &str) -> Option<Self> {
        let code = text.trim();
        let fits = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        fits.then(|| Self(code.to_ascii_uppercase()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Country);
