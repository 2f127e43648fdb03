//! Ids that may be handles.

use std::borrow::Cow;

use crate::arguments::{Argument, travels, with_minus};

/// A number or a handle. Long dashes, as documents print them, are read as minus.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Eid(pub String);

impl Argument for Eid {
    const EXPECTED: &'static str = "made of Latin letters, digits and _ . : -";

    fn read(text: &str) -> Option<Self> {
        let id = with_minus(text.trim());
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_.:-".contains(&byte);
        (!id.is_empty() && id.bytes().all(fits)).then_some(Self(id))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Eid);
