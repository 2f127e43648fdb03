//! Names of domains.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// The name of a domain, spelt as it was sent: callers find their answers by that spelling.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Domain(pub String);

impl Argument for Domain {
    const EXPECTED: &'static str = "a domain name";

    fn read(text: &str) -> Option<Self> {
        is_host_name(text.trim()).then(|| Self(text.trim().to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(Domain);

/// Whether `name` could be a name with at least one dot. Which letters a registry takes is not asked
/// here.
pub(super) fn is_host_name(name: &str) -> bool {
    let fits = |letter: char| match letter.is_ascii() {
        true => letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'),
        false => !letter.is_whitespace() && !letter.is_control(),
    };
    let is_label =
        |label: &str| (1..=63).contains(&label.chars().count()) && label.chars().all(fits);
    name.contains('.') && name.len() <= 253 && name.split('.').all(is_label)
}
