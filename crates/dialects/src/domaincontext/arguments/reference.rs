//! Words from a fixed set.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// A word from a fixed set, such as a state or a sort order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference(pub String);

impl Argument for Reference {
    const EXPECTED: &'static str = "made of Latin letters, digits and underscores";

    fn read(text: &str) -> Option<Self> {
        let word = text.trim();
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        (!word.is_empty() && word.bytes().all(fits)).then(|| Self(word.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Reference);
