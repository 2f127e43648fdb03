//! Telephone numbers.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// A telephone number as people write it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone(pub String);

impl Argument for Phone {
    const EXPECTED: &'static str = "a telephone number";

    fn read(text: &str) -> Option<Self> {
        let number = text.trim();
        let digits = number.strip_prefix('+').unwrap_or(number);
        let fits = |byte: u8| byte.is_ascii_digit() || b"() .-".contains(&byte);
        let is_number = (3..=20).contains(&digits.len()) && digits.bytes().all(fits);
        is_number.then(|| Self(number.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Phone);
