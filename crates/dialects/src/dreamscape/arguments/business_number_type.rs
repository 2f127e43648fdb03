//! Registers of businesses.

use std::borrow::Cow;

use crate::arguments::{Argument, travels};

/// The register that the number of a business stands in, as the caller spelt it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BusinessNumberType(pub String);

/// Registers with one spelling.
const PLAIN: [&str; 5] = ["ABN", "ACN", "EBR", "TM", "OTHER"];
/// Registers of Australian states and territories; ` BN` may follow.
const STATES: [&str; 8] = ["VIC", "NSW", "SA", "NT", "WA", "TAS", "ACT", "QLD"];

impl Argument for BusinessNumberType {
    const EXPECTED: &'static str =
        "one of: ABN, ACN, EBR, VIC, NSW, SA, NT, WA, TAS, ACT, QLD, TM, OTHER";

    fn read(text: &str) -> Option<Self> {
        let spelt = text.trim();
        let upper = spelt.to_ascii_uppercase();
        let state = upper.strip_suffix(" BN").unwrap_or(&upper);
        let known = PLAIN.contains(&upper.as_str()) || STATES.contains(&state);
        known.then(|| Self(spelt.to_owned()))
    }

    fn write(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

travels!(BusinessNumberType);
