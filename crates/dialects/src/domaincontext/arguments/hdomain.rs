//! Names that a certificate covers.

use std::borrow::Cow;

use super::domain::is_host_name;
use crate::arguments::{Argument, travels};

/// A host name, or all names below one: `*.example.com`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hdomain(pub String);

impl Argument for Hdomain {
    const EXPECTED: &'static str = "a host name";

    fn read(text: &str) -> Option<Self> {
        let name = text.trim();
        let host = name.strip_prefix("*.").unwrap_or(name);
        is_host_name(host).then(|| Self(name.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Hdomain);
