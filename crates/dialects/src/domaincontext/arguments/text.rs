//! Text with line breaks.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// Text with line breaks, such as a signing request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text(pub String);

impl Argument for Text {
    const EXPECTED: &'static str = "text";

    fn read(text: &str) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self(text.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Text);
