//! Logins.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// The login of a client, a seller or a receiver.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Login(pub String);

impl Argument for Login {
    const EXPECTED: &'static str = "a login";

    fn read(text: &str) -> Option<Self> {
        let login = text.trim();
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._-@+".contains(&byte);
        let is_login = (1..=64).contains(&login.len()) && login.bytes().all(fits);
        is_login.then(|| Self(login.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Login);
