//! Zones as validated record sets. A change is judged against the whole zone it would make.

use std::collections::HashMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::error::{Error, Field, Noun, Reason, RecordPart, Result};
use crate::name::HostName;

/// Row id of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZoneId(pub i64);

/// Row id of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub i64);

/// Seconds a record lives when nobody says otherwise.
pub const DEFAULT_TTL: u32 = 3600;
/// Longest life of a record in seconds (RFC 2181 §8).
pub const LONGEST_TTL: u32 = 0x7FFF_FFFF;
/// A zone may hold this many records.
pub const MOST_RECORDS: usize = 5_000;

/// A record that was read and checked by itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Record {
    /// Its owner as A-labels without trailing dot; may begin with `*` or hold underscores.
    pub name: String,
    /// Its type as it was given, upper case.
    pub kind: String,
    /// Seconds to live.
    pub ttl: u32,
    /// Preference of MX and SRV; kept for the others too.
    pub priority: u16,
    /// Its value.
    pub content: String,
}

/// A record as it was asked for.
#[derive(Debug, Clone, Default)]
pub struct Draft<'a> {
    /// Owner, relative or absolute; empty or `@` for the apex.
    pub name: &'a str,
    /// Type.
    pub kind: &'a str,
    /// Seconds to live.
    pub ttl: Option<u32>,
    /// Preference.
    pub priority: Option<u16>,
    /// Value.
    pub content: &'a str,
}

/// Types a zone may hold. `AAA` is a slip of the pen in one foreign document; it is kept as given
/// and never served.
const KINDS: [&str; 20] = [
    "A", "AAA", "AAAA", "ALIAS", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA",
    "SPF", "SRV", "SSHFP", "SVCB", "TLSA", "TXT", "URL",
];

impl Record {
    /// Reads a draft for the zone `apex`. `line` is its number in a list, 0 when it stands alone.
    ///
    /// # Errors
    /// Names the part that cannot be meant.
    pub fn parse(draft: &Draft<'_>, apex: &str, line: u16) -> Result<Self> {
        let refuse = |part, reason| Error::invalid(Field::Record(line, part), reason);
        let kind = draft.kind.trim().to_ascii_uppercase();
        if kind.is_empty() {
            return Err(Error::Missing(Field::Record(line, RecordPart::Type)));
        }
        if !KINDS.contains(&kind.as_str()) {
            return Err(refuse(RecordPart::Type, Reason::UnknownRecordType));
        }
        let ttl = draft.ttl.unwrap_or(DEFAULT_TTL);
        if ttl == 0 || ttl > LONGEST_TTL {
            return Err(refuse(RecordPart::Ttl, Reason::OutOfRange(1, LONGEST_TTL)));
        }
        let name = owner(draft.name, apex).map_err(|reason| refuse(RecordPart::Name, reason))?;
        let content = draft.content.trim();
        if content.is_empty() {
            return Err(Error::Missing(Field::Record(line, RecordPart::Content)));
        }
        if content.len() > 4_096 {
            return Err(refuse(RecordPart::Content, Reason::LongerThan(4_096)));
        }
        if content.chars().any(char::is_control) {
            return Err(refuse(RecordPart::Content, Reason::NotText));
        }
        let content = value(&kind, content, apex)
            .ok_or_else(|| refuse(RecordPart::Content, Reason::UnfitContent))?;
        Ok(Self { name, kind, ttl, priority: draft.priority.unwrap_or(0), content })
    }
}

/// Checks the zone that `records` would make together.
///
/// # Errors
/// Names the first record that does not fit, by its place in the list counted from 1.
pub fn check(records: &[Record], apex: &str) -> Result<()> {
    if records.len() > MOST_RECORDS {
        return Err(Error::invalid(Field::Record(0, RecordPart::Content), Reason::MoreThan(5_000)));
    }
    let mut at_name: HashMap<&str, (usize, usize)> = HashMap::with_capacity(records.len());
    for record in records {
        let (all, aliases) = at_name.entry(record.name.as_str()).or_default();
        *all += 1;
        *aliases += usize::from(record.kind == "CNAME");
    }
    for (line, record) in (1u16..).zip(records) {
        let (all, aliases) = at_name[record.name.as_str()];
        let alone = all == 1 && record.name != apex;
        if record.kind == "CNAME" && !alone || aliases > 0 && all > aliases {
            let field = Field::Record(line, RecordPart::Name);
            return Err(Error::invalid(field, Reason::CnameNotAlone));
        }
        if record.kind == "SOA" && record.name != apex {
            let field = Field::Record(line, RecordPart::Name);
            return Err(Error::invalid(field, Reason::OutsideZone));
        }
    }
    Ok(())
}

/// The serial after `serial`: the date with a counter while that rises, else one more (RFC 1982).
#[must_use]
pub const fn next_serial(serial: u32, dated: u32) -> u32 {
    if dated > serial { dated } else { serial.wrapping_add(1) }
}

/// Not there.
#[must_use]
pub const fn no_such_record() -> Error {
    Error::NotFound(Noun::Record)
}

fn owner(name: &str, apex: &str) -> Result<String, Reason> {
    let trimmed = name.trim();
    let absolute = trimmed.ends_with('.');
    let name = trimmed.trim_end_matches('.').to_lowercase();
    if name.is_empty() || name == "@" || name == apex {
        return Ok(apex.to_owned());
    }
    let inside = name.strip_suffix(apex).and_then(|rest| rest.strip_suffix('.'));
    let relative = match inside {
        Some(rest) => rest,
        None if absolute => return Err(Reason::OutsideZone),
        None => &name,
    };
    let labels: Option<Vec<String>> = relative.split('.').map(label).collect();
    let labels = labels.ok_or(Reason::NotAName)?;
    if labels.iter().skip(1).any(|label| label == "*") {
        return Err(Reason::NotAName);
    }
    let whole = format!("{}.{apex}", labels.join("."));
    if whole.len() > 253 { Err(Reason::LongerThan(253)) } else { Ok(whole) }
}

/// One label of an owner name: `*`, or letters, digits, hyphens and underscores.
fn label(label: &str) -> Option<String> {
    if label == "*" {
        return Some("*".to_owned());
    }
    let ascii =
        if label.is_ascii() { label.to_owned() } else { idna::domain_to_ascii(label).ok()? };
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
    let sound = (1..=63).contains(&ascii.len())
        && ascii.bytes().all(fits)
        && !ascii.starts_with('-')
        && !ascii.ends_with('-');
    sound.then_some(ascii)
}

/// The value in its normal form, or none when it does not fit the type.
fn value(kind: &str, content: &str, apex: &str) -> Option<String> {
    match kind {
        "A" => content.parse::<Ipv4Addr>().ok().map(|address| address.to_string()),
        "AAAA" => content.parse::<Ipv6Addr>().ok().map(|address| address.to_string()),
        "CNAME" | "NS" | "PTR" | "MX" | "ALIAS" => target(content, apex),
        "SRV" => service(content, apex),
        "CAA" => authorization(content),
        "DS" | "TLSA" | "SSHFP" => numbers_then_hex(content),
        _ => Some(content.to_owned()),
    }
}

/// A host another record points at; `@` means the apex. Underscores occur in CNAME targets.
fn target(content: &str, apex: &str) -> Option<String> {
    let name = content.trim_end_matches('.').to_lowercase();
    if name == "@" {
        return Some(apex.to_owned());
    }
    if content == "." {
        return Some(".".to_owned());
    }
    let labels: Option<Vec<String>> = name.split('.').map(label).collect();
    let whole = labels?.join(".");
    let is_address = whole.parse::<Ipv4Addr>().is_ok();
    (whole.contains('.') && !whole.contains('*') && whole.len() <= 253 && !is_address)
        .then_some(whole)
}

/// `weight port target` (RFC 2782); the priority stands apart, or in front of them.
fn service(content: &str, apex: &str) -> Option<String> {
    let words: Vec<&str> = content.split_whitespace().collect();
    let (numbers, host) = words.split_at(words.len().checked_sub(1)?);
    let sound =
        matches!(numbers.len(), 2 | 3) && numbers.iter().all(|word| word.parse::<u16>().is_ok());
    let host = target(host.first()?, apex)?;
    sound.then(|| format!("{} {host}", numbers.join(" ")))
}

/// `flags tag "value"` (RFC 8659).
fn authorization(content: &str) -> Option<String> {
    let mut words = content.splitn(3, char::is_whitespace);
    let (flags, tag, value) = (words.next()?, words.next()?, words.next()?);
    let sound = flags.parse::<u8>().is_ok()
        && !tag.is_empty()
        && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let value = value.trim().trim_matches('"');
    sound.then(|| format!("{flags} {} \"{value}\"", tag.to_ascii_lowercase()))
}

fn numbers_then_hex(content: &str) -> Option<String> {
    let words: Vec<&str> = content.split_whitespace().collect();
    let numbers = words.iter().take_while(|word| word.parse::<u16>().is_ok()).count().min(3);
    let hex = words[numbers..].concat();
    let sound = numbers >= 2
        && !hex.is_empty()
        && hex.len() % 2 == 0
        && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    sound.then(|| content.to_owned())
}

/// Checks a host name a zone's own NS record or the delegation points at.
///
/// # Errors
/// When it is not a host name.
pub fn host(name: &str, line: u16) -> Result<HostName> {
    HostName::parse(name, Field::Record(line, RecordPart::Content))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(name: &str, kind: &str, content: &str) -> Result<Record> {
        Record::parse(&Draft { name, kind, content, ..Draft::default() }, "shoes.co.za", 7)
    }

    #[test]
    fn owners_are_completed() {
        for (given, stored) in [
            ("", "shoes.co.za"),
            ("@", "shoes.co.za"),
            ("www", "www.shoes.co.za"),
            ("WWW.shoes.co.za.", "www.shoes.co.za"),
            ("_acme-challenge.www", "_acme-challenge.www.shoes.co.za"),
            ("*", "*.shoes.co.za"),
        ] {
            assert_eq!(record(given, "A", "192.0.2.1").unwrap().name, stored);
        }
        for outside in ["www.boots.co.za.", "a..b", "-a", "a.*", "a b"] {
            assert!(record(outside, "A", "192.0.2.1").is_err(), "{outside} was read");
        }
    }

    #[test]
    fn values_fit_their_types() {
        for (kind, content, stored) in [
            ("A", "192.0.2.1", Some("192.0.2.1")),
            ("A", "192.0.2.256", None),
            ("AAAA", "2001:DB8::1", Some("2001:db8::1")),
            ("CNAME", "shoes.co.za.", Some("shoes.co.za")),
            ("CNAME", "not a host", None),
            ("MX", "192.0.2.1", None),
            ("SRV", "5 5060 sip.shoes.co.za", Some("5 5060 sip.shoes.co.za")),
            ("SRV", "sip.shoes.co.za", None),
            ("CAA", "0 issue ca.example", Some("0 issue \"ca.example\"")),
            ("TXT", "v=spf1 -all", Some("v=spf1 -all")),
            ("AAA", "anything", Some("anything")),
            ("BOGUS", "anything", None),
        ] {
            assert_eq!(
                record("x", kind, content).ok().map(|record| record.content).as_deref(),
                stored
            );
        }
    }

    #[test]
    fn a_cname_stands_alone() {
        let zone = |records: &[(&str, &str, &str)]| {
            let records: Vec<_> = records
                .iter()
                .map(|(name, kind, content)| record(name, kind, content).unwrap())
                .collect();
            check(&records, "shoes.co.za")
        };
        assert!(zone(&[("www", "CNAME", "shoes.co.za"), ("", "A", "192.0.2.1")]).is_ok());
        assert!(zone(&[("www", "CNAME", "shoes.co.za"), ("www", "A", "192.0.2.1")]).is_err());
        assert!(zone(&[("", "CNAME", "boots.co.za")]).is_err());
        assert!(zone(&[("www", "CNAME", "a.co.za"), ("www", "CNAME", "b.co.za")]).is_err());
        assert!(zone(&[("www", "TXT", "a"), ("www", "TXT", "a")]).is_ok());
    }

    #[test]
    fn serials_only_rise() {
        assert_eq!(next_serial(2_026_112_100, 2_026_112_200), 2_026_112_200);
        assert_eq!(next_serial(2_026_112_201, 2_026_112_200), 2_026_112_202);
    }
}
