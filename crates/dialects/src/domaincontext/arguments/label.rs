//! One line of text.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// Almost any text in one line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label(pub String);

impl Argument for Label {
    const EXPECTED: &'static str = "text without line breaks";

    fn read(text: &str) -> Option<Self> {
        let says = !text.trim().is_empty() && is_one_line(text);
        says.then(|| Self(text.trim().to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Label);

/// The code of a coupon.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Coupon(pub String);

impl Argument for Coupon {
    const EXPECTED: &'static str = Label::EXPECTED;

    fn read(text: &str) -> Option<Self> {
        Label::read(text).map(|label| Self(label.0))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Coupon);

/// Whether `text` has no line breaks.
pub(super) fn is_one_line(text: &str) -> bool {
    !text.contains(['\n', '\r'])
}
