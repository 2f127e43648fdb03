//! Addresses of pages.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// The address of a page. Slashes may be escaped as in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Url(pub String);

impl Argument for Url {
    const EXPECTED: &'static str = "an http or https address";

    fn read(text: &str) -> Option<Self> {
        let url = text.trim().replace("\\/", "/");
        let (scheme, rest) = url.split_once("://")?;
        let web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        let says = !rest.is_empty() && !rest.starts_with('/');
        let plain = !url.chars().any(|letter| letter.is_whitespace() || letter.is_control());
        (web && says && plain).then_some(Self(url))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Url);
