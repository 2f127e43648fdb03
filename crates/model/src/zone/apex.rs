//! Apexes of zones that stand apart from registrations. One may lie below a registered name, or be
//! registered elsewhere, or be no registered name at all, as reverse zones are.

use std::fmt;

use super::rows::above_and_itself;
use crate::error::{Error, Field, Reason, Result};
use crate::name::HostName;

/// The apex of a zone as A-labels, without the trailing dot.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Apex(String);

/// Reads the apex of a zone.
///
/// # Errors
/// When it is not a name, or is an extension that names are registered below.
pub fn apex(name: &str) -> Result<Apex> {
    let refuse = || Error::invalid(Field::Domain, Reason::NotAName);
    let name = HostName::parse(name, Field::Domain).map_err(|_| refuse())?.to_string();
    let extension = psl::suffix(name.as_bytes());
    let is_extension = extension.is_some_and(|extension| {
        extension.typ() == Some(psl::Type::Icann) && extension.as_bytes() == name.as_bytes()
    });
    if is_extension { Err(refuse()) } else { Ok(Apex(name)) }
}

impl Apex {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name and those that it lies below, down to the one that can be registered. Who has a zone
    /// of one of them answers for this one until it has a zone of its own.
    #[must_use]
    pub fn lineage(&self) -> Vec<&str> {
        let root = self.root().len();
        above_and_itself(&self.0).take_while(|name| name.len() >= root).collect()
    }

    /// The name that can be registered, which this is or lies below.
    #[must_use]
    pub fn root(&self) -> &str {
        psl::domain_str(&self.0).unwrap_or(&self.0)
    }
}

impl fmt::Display for Apex {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apex_is_a_name_and_no_extension() {
        assert_eq!(apex(" Bücher.Example.COM. ").unwrap().as_str(), "xn--bcher-kva.example.com");
        assert!(apex("2.0.192.in-addr.arpa").is_ok());
        for name in ["", "com", "co.za", "a_b.com", "192.0.2.1", "a b.com"] {
            let refusal = Error::invalid(Field::Domain, Reason::NotAName);
            assert_eq!(apex(name), Err(refusal), "{name} was read");
        }
    }

    #[test]
    fn a_name_lies_below_others() {
        let deep = apex("a.www.shoes.co.za").unwrap();
        assert_eq!(deep.lineage(), ["a.www.shoes.co.za", "www.shoes.co.za", "shoes.co.za"]);
        assert_eq!(deep.root(), "shoes.co.za");
        assert_eq!(apex("shoes.co.za").unwrap().lineage(), ["shoes.co.za"]);
    }
}
