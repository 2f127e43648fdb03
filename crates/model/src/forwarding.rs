//! Mail and web addresses of a name that lead elsewhere. They are part of the name's zone.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::contact::is_email;
use crate::error::{Error, Field, ForwardingPart, Reason, Result};
use crate::name::HostName;

/// A zone may have this many mail rules.
pub const MOST_RULES: usize = 100;
/// A zone may have this many web addresses that lead elsewhere.
pub const MOST_FORWARDS: usize = 100;
/// Longest web address.
const LONGEST_ADDRESS: usize = 2_048;
/// The source that stands for every address no other rule names.
const EVERYTHING: &str = "*";

/// Mail for an address of the name goes elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailRule {
    /// The part left of the `@`, in lower case, or `*` for what no other rule names.
    pub from: String,
    /// A whole mail address.
    pub to: String,
}

/// How a name leads to a web address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WebKind {
    /// Moved for good (301).
    Permanent,
    /// Found there for now (302).
    Temporary,
    /// Shown inside a frame, under the name's own address.
    Frame,
}

/// The name leads to a web address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WebRule {
    /// Where to.
    pub to: String,
    /// How.
    pub kind: WebKind,
}

/// A web address of a zone leads to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WebForward {
    /// What stands in front of the zone's own name; empty for the zone itself.
    pub name: String,
    /// Where to, and how.
    pub rule: WebRule,
}

impl WebKind {
    const ALL: [Self; 3] = [Self::Permanent, Self::Temporary, Self::Frame];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Permanent => "permanent",
            Self::Temporary => "temporary",
            Self::Frame => "frame",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl MailRule {
    /// Reads a rule of the name `apex`: `from` is a local part, an address of the name, or `*`.
    /// `line` is its number in a list, counted from 1.
    ///
    /// # Errors
    /// Names the line and the part that cannot be meant.
    pub fn parse(from: &str, to: &str, apex: &str, line: u16) -> Result<Self> {
        let field = |part| Field::Forwarding(line, part);
        let (from, to) = (from.trim().to_lowercase(), to.trim());
        for (part, text) in [(ForwardingPart::From, from.as_str()), (ForwardingPart::To, to)] {
            if text.is_empty() {
                return Err(Error::Missing(field(part)));
            }
            if text.len() > 254 {
                return Err(Error::invalid(field(part), Reason::LongerThan(254)));
            }
        }
        let local = match from.rsplit_once('@') {
            Some((local, host)) => {
                let host = HostName::parse(host, field(ForwardingPart::From));
                if host.is_ok_and(|host| host.as_str() != apex) {
                    return Err(Error::invalid(field(ForwardingPart::From), Reason::OutsideZone));
                }
                local
            }
            None => from.as_str(),
        };
        let is_local = !local.contains(EVERYTHING) && is_email(&format!("{local}@{apex}"));
        if local != EVERYTHING && !is_local {
            return Err(Error::invalid(field(ForwardingPart::From), Reason::NotAnEmail));
        }
        if !is_email(to) {
            return Err(Error::invalid(field(ForwardingPart::To), Reason::NotAnEmail));
        }
        Ok(Self { from: local.to_owned(), to: to.to_owned() })
    }
}

/// Checks all rules of a name together: not too many, none twice.
///
/// # Errors
/// Names the line of the rule that was there before.
pub fn rules(rules: Vec<MailRule>) -> Result<Vec<MailRule>> {
    if rules.len() > MOST_RULES {
        let field = Field::Forwarding(0, ForwardingPart::From);
        return Err(Error::invalid(field, Reason::MoreThan(100)));
    }
    for (line, (place, rule)) in (1u16..).zip(rules.iter().enumerate()) {
        if rules[..place].contains(rule) {
            let field = Field::Forwarding(line, ForwardingPart::From);
            return Err(Error::invalid(field, Reason::Repeated));
        }
    }
    Ok(rules)
}

impl WebRule {
    /// Reads where a name is to lead.
    ///
    /// # Errors
    /// When it is not an `http` or `https` address.
    pub fn parse(to: &str, kind: WebKind) -> Result<Self> {
        let field = Field::Forwarding(0, ForwardingPart::To);
        if to.trim().is_empty() {
            return Err(Error::Missing(field));
        }
        let to = web_address(to).ok_or(Error::invalid(field, Reason::NotAUrl))?;
        Ok(Self { to, kind })
    }
}

/// An `http` or `https` address, its scheme in lower case; none when it is something else.
#[must_use]
pub fn web_address(text: &str) -> Option<String> {
    address(text, |_| false)
}

/// The same, of something that is called and not shown: it may also be the machine itself, by its
/// name.
#[must_use]
pub fn callable_address(text: &str) -> Option<String> {
    address(text, |host| host.eq_ignore_ascii_case("localhost"))
}

fn address(text: &str, also: fn(&str) -> bool) -> Option<String> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let is_web = matches!(scheme.as_str(), "http" | "https");
    // These would end the place in a page or in a header that the address is written to.
    let odd = |sign: char| sign.is_whitespace() || sign.is_control() || "\"<>\\`".contains(sign);
    if !is_web || text.len() > LONGEST_ADDRESS || rest.chars().any(odd) {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    is_authority(authority, also).then(|| format!("{scheme}://{rest}"))
}

/// A host, and a port perhaps; never somebody's name and password.
fn is_authority(authority: &str, also: fn(&str) -> bool) -> bool {
    if let Some(rest) = authority.strip_prefix('[') {
        let Some((address, port)) = rest.split_once(']') else { return false };
        let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        return address.parse::<Ipv6Addr>().is_ok() && is_port;
    }
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let is_name = HostName::parse(host, Field::Host).is_ok() || also(host);
    (host.parse::<Ipv4Addr>().is_ok() || is_name) && is_port(port)
}

fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok_and(|port| port > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(from: &str, to: &str) -> Result<MailRule> {
        MailRule::parse(from, to, "shoes.co.za", 3)
    }

    #[test]
    fn a_source_is_an_address_of_the_name() {
        for (given, kept) in [
            ("Info", "info"),
            ("info@Shoes.co.za", "info"),
            ("*", "*"),
            ("*@shoes.co.za", "*"),
            ("first.last", "first.last"),
        ] {
            assert_eq!(rule(given, "jane@example.com").unwrap().from, kept);
        }
        let refused = |part, reason| Err(Error::invalid(Field::Forwarding(3, part), reason));
        let (from, to) = (ForwardingPart::From, ForwardingPart::To);
        let jane = "jane@example.com";
        assert_eq!(rule("info@boots.co.za", jane), refused(from, Reason::OutsideZone));
        assert_eq!(rule("in fo", jane), refused(from, Reason::NotAnEmail));
        assert_eq!(rule("i*", jane), refused(from, Reason::NotAnEmail));
        assert_eq!(rule("info", "jane"), refused(to, Reason::NotAnEmail));
        assert_eq!(rule("info", "a@b.com, c@d.com"), refused(to, Reason::NotAnEmail));
        assert_eq!(rule("", jane), Err(Error::Missing(Field::Forwarding(3, from))));
        assert_eq!(rule("info", " "), Err(Error::Missing(Field::Forwarding(3, to))));
    }

    #[test]
    fn a_list_has_an_end_and_no_rule_twice() {
        let info = rule("info", "jane@example.com").unwrap();
        let other = rule("info", "joe@example.com").unwrap();
        assert!(rules(vec![info.clone(), other]).is_ok());
        let field = Field::Forwarding(2, ForwardingPart::From);
        let repeated = Err(Error::invalid(field, Reason::Repeated));
        assert_eq!(rules(vec![info.clone(), info]), repeated);
        let many = |count: usize| {
            (0..count).map(|number| rule(&format!("a{number}"), "j@example.com").unwrap()).collect()
        };
        assert!(rules(many(100)).is_ok());
        let field = Field::Forwarding(0, ForwardingPart::From);
        assert_eq!(rules(many(101)), Err(Error::invalid(field, Reason::MoreThan(100))));
    }

    #[test]
    fn a_web_address_is_http_or_https() {
        for (given, kept) in [
            ("https://boots.co.za", "https://boots.co.za"),
            ("HTTP://boots.co.za:8080/a?b#c", "http://boots.co.za:8080/a?b#c"),
            ("http://192.0.2.1/", "http://192.0.2.1/"),
            ("http://[2001:db8::1]:81/", "http://[2001:db8::1]:81/"),
        ] {
            assert_eq!(web_address(given).as_deref(), Some(kept));
        }
        for given in [
            "boots.co.za",
            "ftp://boots.co.za",
            "javascript:alert(1)",
            "http://",
            "http:///path",
            "http://localhost/",
            "http://boots.co.za:0/",
            "http://jane:secret@boots.co.za/",
            "http://boots.co.za/a b",
            "http://boots.co.za/\"><script>",
            "http://boots.co.za/\r\nSet-Cookie:",
        ] {
            assert_eq!(web_address(given), None, "{given} was read");
        }
    }

    #[test]
    fn what_is_called_may_be_the_machine_itself() {
        let here = "http://localhost:8080/done";
        assert_eq!((web_address(here), callable_address(here).as_deref()), (None, Some(here)));
        assert_eq!(callable_address("http://intranet/"), None);
    }
}
