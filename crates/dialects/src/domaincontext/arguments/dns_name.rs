//! Names inside a zone.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// A name below a zone: empty or `@` for the zone itself, `*` for all others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DnsName(pub String);

impl Argument for DnsName {
    const EXPECTED: &'static str = "a name of at most 4 parts below the zone";

    fn read(text: &str) -> Option<Self> {
        let name = text.trim();
        let whole = matches!(name, "" | "*" | "@");
        let parts =
            name.len() <= 100 && name.split('.').count() <= 4 && name.split('.').all(is_part);
        (whole || parts).then(|| Self(name.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(DnsName);

fn is_part(part: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let within = (1..=61).contains(&part.len()) && part.bytes().all(fits);
    within && !part.starts_with('-') && !part.ends_with('-')
}
