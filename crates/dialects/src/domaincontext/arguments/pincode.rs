//! Four characters that prove who asks.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// Four characters that an owner chose.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pincode(pub String);

impl Argument for Pincode {
    const EXPECTED: &'static str = "4 characters";

    fn read(text: &str) -> Option<Self> {
        let pincode = text.trim();
        (pincode.chars().count() == 4).then(|| Self(pincode.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Pincode);
