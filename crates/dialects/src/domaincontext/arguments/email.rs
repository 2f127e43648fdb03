//! Mail addresses.

use std::borrow::Cow;

use super::domain::is_host_name;
use crate::arguments::{Argument, travels};

/// A mail address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email(pub String);

impl Argument for Email {
    const EXPECTED: &'static str = "a mail address";

    fn read(text: &str) -> Option<Self> {
        let address = text.trim();
        let (mailbox, host) = address.split_once('@')?;
        let fits =
            |letter: char| !letter.is_whitespace() && !matches!(letter, ',' | ';' | '<' | '>');
        let is_address = !mailbox.is_empty() && mailbox.chars().all(fits) && is_host_name(host);
        is_address.then(|| Self(address.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Email);
