//! Names people sign in with.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// The name a customer signs in with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Username(pub String);

impl Argument for Username {
    const EXPECTED: &'static str = "8 to 64 letters, digits and _ - . @";

    fn read(text: &str) -> Option<Self> {
        let name = text.trim();
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.@".contains(&byte);
        let is_name = (8..=64).contains(&name.len()) && name.bytes().all(fits);
        is_name.then(|| Self(name.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Username);
