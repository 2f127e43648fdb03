//! Words people sign in with.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// A password, with every space that is in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(pub String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Argument for Password {
    const EXPECTED: &'static str = "text of 8 to 255 characters";

    fn read(text: &str) -> Option<Self> {
        (8..=255).contains(&text.chars().count()).then(|| Self(text.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Password);
