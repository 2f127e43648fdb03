//! What a file says. Entries are taken apart here, because files know more ways to write seconds and
//! more types than the scanner of the DNS library, and every refusal names a line; values are read by
//! that scanner, one at a time.

use std::str::FromStr;

use domain::base::Name;
use domain::base::iana::{Class, Rtype};
use domain::base::name::FlattenInto;
use domain::base::rdata::ComposeRecordData;
use domain::zonefile::inplace::{Entry as Scanned, ScannedRecord, Zonefile};
use model::forwarding::{MailRule, WebForward};
use model::zone::{DEFAULT_TTL, MOST_RECORDS};

use super::entries::{Entries, Entry, Item};
use super::fault::{Fault, Refusal};
use super::remarks::{HEAD, Remark};
use super::seconds::seconds;
use crate::zones::OwnedDraft;

/// Bytes of a file.
pub const LONGEST_FILE: usize = 8 << 20;

/// A record that came from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// The line that it begins at, or its number.
    pub line: u32,
    /// Its owner, whole, with its last dot or without.
    pub owner: String,
    /// Seconds to live.
    pub ttl: u32,
    /// Number of its type.
    pub rtype: u16,
    /// Its data without compression.
    pub data: Vec<u8>,
}

/// What came from elsewhere, read but not judged.
#[derive(Debug, Clone, Default)]
pub struct Upload {
    pub(super) records: Vec<Foreign>,
    /// Records that have no form on the wire, with their lines.
    pub(super) kept_only: Vec<(u32, OwnedDraft)>,
    pub(super) web: Vec<(u32, WebForward)>,
    pub(super) mail: Vec<(u32, MailRule)>,
    /// Whether it says everything there is to say of a zone, forwards included.
    pub(super) is_whole: bool,
    /// Signatures and what belongs to them, which were passed over.
    pub(super) signatures: u32,
    /// Starts of authority, which were passed over.
    pub(super) starts: u32,
    /// Records that the platform makes by itself, which were passed over.
    pub(super) unsaid: u32,
}

impl Upload {
    /// What another name server has: records in any order, those of DNSSEC among them.
    ///
    /// # Errors
    /// When there are more than a zone may hold.
    pub fn of_records(records: impl IntoIterator<Item = Foreign>) -> Result<Self, Refusal> {
        let mut upload = Self::default();
        records.into_iter().try_for_each(|record| upload.take(record))?;
        Ok(upload)
    }

    /// Takes a record, unless it is of a type that is passed over.
    fn take(&mut self, record: Foreign) -> Result<(), Refusal> {
        let rtype = Rtype::from_int(record.rtype);
        if !self.passes_over(rtype) {
            if self.records.len() == MOST_RECORDS {
                return Err(Refusal::at(record.line, Fault::TooManyRecords(MOST_RECORDS)));
            }
            self.records.push(record);
        }
        Ok(())
    }

    /// Counts a record of a type that is passed over; says whether it is of one. A file that says
    /// everything has a start of authority only where that is the zone's own.
    fn passes_over(&mut self, rtype: Rtype) -> bool {
        let counted = match rtype {
            Rtype::SOA if !self.is_whole => &mut self.starts,
            _ if is_of_signing(rtype) => &mut self.signatures,
            _ => return false,
        };
        *counted += 1;
        true
    }
}

/// Whether records of a type follow from what a zone is signed with, or sum it up. Those of delegations
/// (DS) do not.
const fn is_of_signing(rtype: Rtype) -> bool {
    matches!(
        rtype,
        Rtype::RRSIG
            | Rtype::DNSKEY
            | Rtype::NSEC
            | Rtype::NSEC3
            | Rtype::NSEC3PARAM
            | Rtype::CDS
            | Rtype::CDNSKEY
            | Rtype::ZONEMD
    )
}

/// Reads a file of the zone `apex`.
///
/// # Errors
/// Names the first line that cannot be meant.
pub fn read(file: &[u8], apex: &str) -> Result<Upload, Refusal> {
    if file.len() > LONGEST_FILE {
        return Err(Refusal::at(0, Fault::TooLong(LONGEST_FILE)));
    }
    let text = std::str::from_utf8(file).map_err(|why| {
        let before = file[..why.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        Refusal::at(u32::try_from(before + 1).unwrap_or(u32::MAX), Fault::NotText)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let origin = absolute(apex).ok_or(Refusal::at(0, Fault::Directive))?;
    let mut reading = Reading {
        apex,
        origin,
        default_ttl: None,
        last_ttl: DEFAULT_TTL,
        last_owner: None,
        said: true,
        upload: Upload::default(),
    };
    let mut entries = Entries::of(text);
    while let Some(item) = entries.next()? {
        match item {
            Item::Remark(line, remark) => reading.remark(line, remark)?,
            Item::Entry(entry) => reading.entry(&entry)?,
        }
    }
    Ok(reading.upload)
}

/// A whole name.
type Absolute = Name<bytes::Bytes>;

/// A file as far as it was read.
struct Reading<'a> {
    apex: &'a str,
    /// What relative names stand below.
    origin: Absolute,
    default_ttl: Option<u32>,
    last_ttl: u32,
    last_owner: Option<Absolute>,
    /// Whether records are the zone's own.
    said: bool,
    upload: Upload,
}

/// What stands in front of a value.
struct Head<'a> {
    ttl: Option<u32>,
    kind: &'a str,
    rtype: Rtype,
    value: &'a [&'a str],
}

impl Reading<'_> {
    fn remark(&mut self, line: u32, remark: &str) -> Result<(), Refusal> {
        if !self.upload.is_whole {
            let first = self.upload.records.is_empty() && self.last_owner.is_none();
            self.upload.is_whole = first && remark == HEAD;
            return Ok(());
        }
        if self.upload.kept_only.len() == MOST_RECORDS {
            return Err(Refusal::at(line, Fault::TooManyRecords(MOST_RECORDS)));
        }
        match Remark::read(remark, line, self.apex)? {
            Remark::Said(said) => self.said = said,
            Remark::Record(draft) => self.upload.kept_only.push((line, draft)),
            Remark::Web(forward) => self.upload.web.push((line, forward)),
            Remark::Mail(rule) => self.upload.mail.push((line, rule)),
        }
        Ok(())
    }

    fn entry(&mut self, entry: &Entry<'_>) -> Result<(), Refusal> {
        let line = entry.line;
        let (owner, rest) = match entry.words.split_first() {
            Some((word, rest)) if !entry.indented && word.starts_with('$') => {
                return self.directive(line, word, rest);
            }
            Some((word, rest)) if !entry.indented => (Some(*word), rest),
            _ => (None, entry.words.as_slice()),
        };
        let head = head(line, rest)?;
        // An owner is told by the scanner, which knows how names are written.
        let written = match (owner, &self.last_owner) {
            (Some(word), _) => sound(word, line)?.to_owned(),
            (None, Some(owner)) => owner.fmt_with_dot().to_string(),
            (None, None) => return Err(Refusal::at(line, Fault::NoOwner)),
        };
        if let Some(ttl) = head.ttl {
            self.last_ttl = ttl;
        }
        let ttl = head.ttl.or(self.default_ttl).unwrap_or(self.last_ttl);
        if !self.said || self.upload.passes_over(head.rtype) {
            self.upload.unsaid += u32::from(!self.said);
            self.last_owner = Some(self.name(&written, line)?);
            return Ok(());
        }
        let value = self.value(line, &head)?;
        let scanned = self.scan(&format!("{written} 1 IN {} {value}\n", head.kind), line)?;
        let owner: Absolute = scanned.owner().clone().flatten_into();
        let mut data = Vec::new();
        let composed = scanned.data().compose_canonical_rdata(&mut data);
        composed.map_err(|_| Refusal::at(line, Fault::Value("it is too long".to_owned())))?;
        let (name, rtype) = (owner.to_string(), head.rtype.to_int());
        self.last_owner = Some(owner);
        self.upload.take(Foreign { line, owner: name, ttl, rtype, data })
    }

    fn directive(&mut self, line: u32, word: &str, rest: &[&str]) -> Result<(), Refusal> {
        let word = word.to_ascii_uppercase();
        match (word.as_str(), rest) {
            ("$ORIGIN", [name]) => self.origin = self.name(name, line)?,
            ("$TTL", [ttl]) => {
                let ttl = seconds(ttl).ok_or(Refusal::at(line, Fault::Ttl))?;
                self.default_ttl = Some(ttl);
            }
            ("$INCLUDE", _) => return Err(Refusal::at(line, Fault::Include)),
            ("$GENERATE", _) => return Err(Refusal::at(line, Fault::Generate)),
            _ => return Err(Refusal::at(line, Fault::Directive)),
        }
        Ok(())
    }

    /// A value on one line, in which `@` is written out where it stands for a name: the scanner knows
    /// it as an owner alone.
    fn value(&self, line: u32, head: &Head<'_>) -> Result<String, Refusal> {
        let origin = self.origin.fmt_with_dot().to_string();
        let last = head.value.len().saturating_sub(1);
        let words = head.value.iter().enumerate().map(|(place, word)| {
            if !is_name(head.rtype, place, last) {
                return Ok(*word);
            }
            if *word == "@" { Ok(origin.as_str()) } else { sound(word, line) }
        });
        Ok(words.collect::<Result<Vec<&str>, Refusal>>()?.join(" "))
    }

    /// A name as it is written, whole.
    fn name(&self, word: &str, line: u32) -> Result<Absolute, Refusal> {
        let word = sound(word, line)?;
        let scanned = self.scan(&format!("{word} 1 IN A 192.0.2.1\n"), line)?;
        Ok(scanned.owner().clone().flatten_into())
    }

    /// What the scanner reads in a record on one line.
    fn scan(&self, text: &str, line: u32) -> Result<ScannedRecord, Refusal> {
        let refuse = |words: &str| Refusal::at(line, Fault::Value(words.to_owned()));
        let mut file = Zonefile::from(text);
        file.set_origin(self.origin.clone());
        file.set_default_class(Class::IN);
        match file.next_entry() {
            Ok(Some(Scanned::Record(record))) => Ok(record),
            Ok(_) => Err(refuse("it is no record")),
            Err(why) => {
                // The scanner's own place is that in this one line.
                let words = why.to_string();
                Err(refuse(words.splitn(3, ':').last().unwrap_or_default().trim()))
            }
        }
    }
}

/// Whether a name stands at a place of a value, whose words are counted from 0.
const fn is_name(rtype: Rtype, place: usize, last: usize) -> bool {
    match rtype {
        Rtype::NS | Rtype::CNAME | Rtype::PTR | Rtype::DNAME => place == 0,
        Rtype::MX | Rtype::SRV | Rtype::NAPTR => place == last,
        Rtype::SVCB | Rtype::HTTPS => place == 1,
        Rtype::SOA => place < 2,
        _ => false,
    }
}

/// A name without empty labels, which the scanner does not look for.
fn sound(word: &str, line: u32) -> Result<&str, Refusal> {
    let mut escaped = false;
    // Whether a label has not begun.
    let mut is_empty = true;
    for (place, byte) in word.bytes().enumerate() {
        let dot = byte == b'.' && !escaped;
        if dot && is_empty && !(place == 0 && word.len() == 1) {
            return Err(Refusal::at(line, Fault::Value("a name has an empty label".to_owned())));
        }
        is_empty = dot;
        escaped = byte == b'\\' && !escaped;
    }
    Ok(word)
}

/// Seconds, class and type, in any order that is allowed (RFC 1035 §5.1).
fn head<'a>(line: u32, words: &'a [&'a str]) -> Result<Head<'a>, Refusal> {
    let (mut ttl, mut classes) = (None, 0);
    for (place, word) in words.iter().enumerate() {
        if word.starts_with(|sign: char| sign.is_ascii_digit()) && ttl.is_none() {
            ttl = Some(seconds(word).ok_or(Refusal::at(line, Fault::Ttl))?);
        } else if let Some(class) = class(word).filter(|_| classes == 0) {
            if class != Class::IN {
                return Err(Refusal::at(line, Fault::Class));
            }
            classes += 1;
        } else {
            let rtype = rtype(word).ok_or(Refusal::at(line, Fault::NoType((*word).to_owned())))?;
            // What the type SPF holds is text, which the scanner knows by that name alone.
            let kind = if rtype == Rtype::SPF { "TXT" } else { word };
            return Ok(Head { ttl, kind, rtype, value: &words[place + 1..] });
        }
    }
    Err(Refusal::at(line, Fault::NoType(String::new())))
}

fn class(word: &str) -> Option<Class> {
    // `ANY` and `NONE` are no classes of records, and `ANY` is no type of one either.
    Class::from_str(word).ok()
}

fn rtype(word: &str) -> Option<Rtype> {
    Rtype::from_str(word).ok().filter(|rtype| *rtype != Rtype::ANY)
}

fn absolute(name: &str) -> Option<Absolute> {
    Name::from_str(name).ok()
}
