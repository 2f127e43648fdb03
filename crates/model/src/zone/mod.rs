//! Zones as validated record sets. A change is judged against the whole zone it would make.

/// Apexes of zones that stand apart from registrations.
mod apex;
/// What stands behind a name.
mod behind;
/// Entries, part by part.
mod entry;
/// Records from what travels.
mod from_wire;
/// Substitutions of NAPTR records.
mod naptr;
/// What the world is told of a zone.
pub mod publication;
/// Values of records as they travel.
mod rdata;
/// Row numbers, as some lists of records show them.
mod rows;
/// Parameters of service bindings.
mod service_bindings;
/// The life of what zones are signed with.
pub mod signing;
/// Character strings.
mod texts;
/// Values of records.
mod value;
/// Zones as a whole.
mod whole;

pub use apex::{Apex, apex};
pub use behind::{Behind, behind};
pub use entry::{Entry, EntryKind, EntryParts, check_forward};
pub use from_wire::{Said, record_of};
pub use rdata::{Rdata, rdata};
pub use rows::row_numbers;
pub use value::{service_content, service_parts};
pub use whole::{MOST_SET_BYTES, check, check_change, servable};

use crate::error::{Error, Field, Noun, Reason, RecordPart, Result};
use crate::name::HostName;

/// Row id of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZoneId(pub i64);

/// Row id of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub i64);

/// Number of a change of a zone; it rises with each change of any zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeId(pub i64);

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
const KINDS: [&str; 22] = [
    "A", "AAA", "AAAA", "ALIAS", "CAA", "CNAME", "DS", "FRAME", "HTTPS", "MX", "MXE", "NAPTR",
    "NS", "PTR", "SOA", "SPF", "SRV", "SSHFP", "SVCB", "TLSA", "TXT", "URL",
];

/// Types that registrars' own panels offer for names. `URL` and `FRAME` lead to a web address, openly
/// or inside a frame; `MXE` names the address of a mail server that has no name.
pub const REGISTRAR_KINDS: [&str; 7] = ["A", "CNAME", "URL", "FRAME", "MX", "MXE", "TXT"];

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
        let unfit = || refuse(RecordPart::Content, Reason::UnfitContent);
        let content = value::value(&kind, content, apex).ok_or_else(unfit)?;
        let record = Self { name, kind, ttl, priority: draft.priority.unwrap_or(0), content };
        if rdata::is_served(&record.kind) && rdata(&record).is_none() {
            return Err(unfit());
        }
        Ok(record)
    }
}

/// The serial after `serial`: the date with a counter while that rises, else one more (RFC 1982).
#[must_use]
pub const fn next_serial(serial: u32, dated: u32) -> u32 {
    if dated > serial { dated } else { serial.wrapping_add(1) }
}

/// Whether a server with the serial `known` knows what was committed under `serial` (RFC 1982).
#[must_use]
pub const fn knows(known: u32, serial: u32) -> bool {
    known.wrapping_sub(serial) < 1 << 31
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
            ("URL", "https://boots.co.za/sale", Some("https://boots.co.za/sale")),
            ("FRAME", "javascript:alert(1)", None),
            ("MXE", "192.0.2.25", Some("192.0.2.25")),
            ("MXE", "mail.shoes.co.za", None),
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
        assert!(knows(7, 7) && knows(8, 7) && knows(1, u32::MAX));
        assert!(!knows(6, 7) && !knows(u32::MAX, 1));
    }
}
