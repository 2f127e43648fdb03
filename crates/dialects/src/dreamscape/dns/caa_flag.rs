//! How strict a record about certificates is.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// How strict a record about certificates is: 128 forbids issuing to who does not understand it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CaaFlag(pub u8);

impl Argument for CaaFlag {
    const EXPECTED: &'static str = "0 or 128";

    fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok().filter(|flag| matches!(flag, 0 | 128)).map(Self)
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}

travels!(CaaFlag, "integer", |flag, to| to.serialize_u8(flag.0));
