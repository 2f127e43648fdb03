//! Names of servers.

use std::borrow::Cow;

use super::label::is_one_line;
use crate::arguments::{Argument, travels};

/// The name of a server.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ServerName(pub String);

impl Argument for ServerName {
    const EXPECTED: &'static str = "a server name of at most 63 characters";

    fn read(text: &str) -> Option<Self> {
        let name = text.trim();
        let fits = (1..=63).contains(&name.chars().count()) && is_one_line(name);
        fits.then(|| Self(name.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(ServerName);
