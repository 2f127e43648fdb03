//! Domain and host names, normalised once: IDNA 2008 by way of UTS 46, lower case, no trailing dot.

use std::fmt;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use crate::error::{Error, Field, Reason, Result};

/// A registrable name: one label and its extension, both as A-labels.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainName {
    ascii: String,
    sld_length: usize,
}

/// A host name as A-labels, without the trailing dot.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostName(String);

impl DomainName {
    /// From the label left of the extension and the extension.
    ///
    /// # Errors
    /// Names the part that is not a name.
    pub fn from_parts(sld: &str, tld: &str) -> Result<Self> {
        let tld = ascii(tld.trim().trim_start_matches('.'), Field::Tld)?;
        let sld = ascii(sld.trim(), Field::Sld)?;
        if sld.contains('.') {
            return Err(Error::invalid(Field::Sld, Reason::NotAName));
        }
        Self::joined(&sld, &tld)
    }

    /// From a whole name, split at the longest extension that `sold` knows, else by the public
    /// suffix list.
    ///
    /// # Errors
    /// When it is not a name, or is an extension itself, or lies deeper than one label below one.
    pub fn parse(name: &str, sold: impl Fn(&str) -> bool) -> Result<Self> {
        let whole = ascii(name.trim().trim_end_matches('.'), Field::Domain)?;
        let refuse = || Error::invalid(Field::Domain, Reason::NotAName);
        let (sld, tld) = whole.split_once('.').ok_or_else(refuse)?;
        if sold(tld) || psl::suffix_str(&whole) == Some(tld) {
            return Self::joined(sld, tld);
        }
        Err(refuse())
    }

    /// From what was stored: an A-label name and its extension.
    ///
    /// # Errors
    /// When the extension is not the name's end; stored names always fit.
    pub fn from_stored(name: &str, tld: &str) -> Result<Self> {
        let sld = name
            .strip_suffix(tld)
            .and_then(|rest| rest.strip_suffix('.'))
            .ok_or_else(|| Error::internal(format!("stored name {name} is not under {tld}")))?;
        Ok(Self { ascii: name.to_owned(), sld_length: sld.len() })
    }

    fn joined(sld: &str, tld: &str) -> Result<Self> {
        let whole = format!("{sld}.{tld}");
        if whole.len() > 253 {
            return Err(Error::invalid(Field::Sld, Reason::LongerThan(253)));
        }
        Ok(Self { ascii: whole, sld_length: sld.len() })
    }

    /// The whole name as A-labels.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.ascii
    }

    /// The label left of the extension.
    #[must_use]
    pub fn sld(&self) -> &str {
        &self.ascii[..self.sld_length]
    }

    /// The extension, without a leading dot.
    #[must_use]
    pub fn tld(&self) -> &str {
        &self.ascii[self.sld_length + 1..]
    }

    /// The whole name as people read it.
    #[must_use]
    pub fn unicode(&self) -> String {
        idna::domain_to_unicode(&self.ascii).0
    }

    /// Whether `host` is this name or lies below it.
    #[must_use]
    pub fn covers(&self, host: &HostName) -> bool {
        host.0.strip_suffix(&self.ascii).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

impl fmt::Display for DomainName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.ascii)
    }
}

impl fmt::Debug for DomainName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.ascii)
    }
}

impl HostName {
    /// Reads a host name of at least two labels.
    ///
    /// # Errors
    /// Names `field` when it is not one.
    pub fn parse(name: &str, field: Field) -> Result<Self> {
        let name = ascii(name.trim().trim_end_matches('.'), field)
            .map_err(|_| Error::invalid(field, Reason::NotAHostName))?;
        let top = name.rsplit('.').next().unwrap_or_default();
        if !name.contains('.') || top.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Error::invalid(field, Reason::NotAHostName));
        }
        Ok(Self(name))
    }

    /// From what was stored.
    #[must_use]
    pub fn from_stored(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The name as A-labels.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for HostName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// One normaliser for every name at the door.
fn ascii(name: &str, field: Field) -> Result<String> {
    let refuse = || Error::invalid(field, Reason::NotAName);
    if name.is_empty() || name.len() > 1_000 {
        return Err(refuse());
    }
    Uts46::new()
        .to_ascii(name.as_bytes(), AsciiDenyList::STD3, Hyphens::Check, DnsLength::Verify)
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| refuse())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_normalised_once() {
        let name = DomainName::from_parts("Shoes", ".CO.ZA").unwrap();
        assert_eq!((name.as_str(), name.sld(), name.tld()), ("shoes.co.za", "shoes", "co.za"));
        let name = DomainName::from_parts("bücher", "com").unwrap();
        assert_eq!(name.as_str(), "xn--bcher-kva.com");
        assert_eq!(name.unicode(), "bücher.com");
    }

    #[test]
    fn what_is_not_a_name_is_refused() {
        for sld in [
            "",
            "-a",
            "a-",
            "a b",
            "a.b",
            "a_b",
            "ab--c",
            "xn--zzzzzz99999",
            "a/b",
            "\u{0}",
            "💩\u{200d}",
        ] {
            assert!(DomainName::from_parts(sld, "com").is_err(), "{sld:?} was read");
        }
        let long = "a".repeat(64);
        assert!(DomainName::from_parts(&long, "com").is_err());
    }

    #[test]
    fn whole_names_split_at_the_longest_extension() {
        let sold = |tld: &str| tld == "co.za";
        assert_eq!(DomainName::parse("shoes.co.za", sold).unwrap().sld(), "shoes");
        assert!(DomainName::parse("www.shoes.co.za", sold).is_err());
        assert!(DomainName::parse("co.za", |_| false).is_err());
    }

    #[test]
    fn a_name_covers_what_lies_below_it() {
        let name = DomainName::from_parts("shoes", "co.za").unwrap();
        let host = |text| HostName::parse(text, Field::Host).unwrap();
        assert!(name.covers(&host("ns1.shoes.co.za")));
        assert!(!name.covers(&host("ns1.othershoes.co.za")));
    }
}
