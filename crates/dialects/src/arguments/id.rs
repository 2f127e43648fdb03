//! Numbers of things.

use std::borrow::Cow;

use super::text_argument::{Argument, travels};

/// A whole number above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub i64);

impl Argument for Id {
    const EXPECTED: &'static str = "a whole number above zero";

    fn read(text: &str) -> Option<Self> {
        let digits = text.trim();
        let fits = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        digits.parse().ok().filter(|_| fits).map(Self)
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}

travels!(Id, "integer", |id, to| to.serialize_i64(id.0));
