//! Writes a reply: copies RRsets and adapts the pointers in them.

use crate::zone::{APEX, POINTER, Set};

use super::request::{Edns, HEADER, Request};

/// Response codes (RFC 1035 §4.1.1, RFC 6891 §9).
pub mod rcode {
    /// No error.
    pub const NOERROR: u8 = 0;
    /// The request is malformed.
    pub const FORMERR: u8 = 1;
    /// The server cannot answer.
    pub const SERVFAIL: u8 = 2;
    /// The name does not exist.
    pub const NXDOMAIN: u8 = 3;
    /// The operation is not known.
    pub const NOTIMP: u8 = 4;
    /// Not here.
    pub const REFUSED: u8 = 5;
    /// The name that DNAME makes is too long (RFC 6672 §2.2).
    pub const YXDOMAIN: u8 = 6;
}

/// The longest datagram: it is never fragmented on the way.
pub const LONGEST_DATAGRAM: usize = 1232;
/// The longest datagram for whoever says nothing (RFC 1035 §4.2.1).
const SHORT_DATAGRAM: usize = 512;
/// The octets of an OPT record without options.
const OPT: usize = 11;
/// The octets of the option with both cookies.
const COOKIES: usize = 4 + 24;

/// Parts of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The answer.
    Answer,
    /// Who is to be asked, or why there is no answer.
    Authority,
    /// What will be asked next.
    Additional,
}

/// It does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full;

/// A reply in the making.
#[derive(Debug)]
pub struct Reply<'o> {
    octets: &'o mut Vec<u8>,
    /// The most octets before the OPT record.
    limit: usize,
    question_end: usize,
    /// A pointer to the apex of the zone.
    apex: u16,
    counts: [u16; 3],
    authoritative: bool,
    truncated: bool,
}

impl<'o> Reply<'o> {
    /// Begins a reply with the header and the question of a request.
    #[inline]
    pub fn new(octets: &'o mut Vec<u8>, request: &Request<'_>, datagram: bool) -> Self {
        octets.clear();
        octets.extend_from_slice(request.octets.get(..request.question_end).unwrap_or_default());
        let room = match request.edns {
            _ if !datagram => usize::from(u16::MAX),
            None => SHORT_DATAGRAM,
            Some(edns) => usize::from(edns.payload).clamp(SHORT_DATAGRAM, LONGEST_DATAGRAM),
        };
        let limit = room.saturating_sub(reserved(request.edns.as_ref()));
        Self {
            octets,
            limit,
            question_end: request.question_end,
            apex: POINTER,
            counts: [0; 3],
            authoritative: false,
            truncated: false,
        }
    }

    /// Names in RRsets end in the apex that stands there in the question.
    pub fn apex_at(&mut self, position: usize) {
        self.apex = pointer_to(position).unwrap_or(POINTER);
    }

    /// A pointer to the apex.
    pub const fn apex(&self) -> u16 {
        self.apex
    }

    /// The reply is authoritative.
    pub const fn authoritative(&mut self) {
        self.authoritative = true;
    }

    /// Whether the reply is authoritative.
    pub const fn is_authoritative(&self) -> bool {
        self.authoritative
    }

    /// How many records a section has.
    pub const fn count(&self, section: Section) -> u16 {
        let [answer, authority, additional] = self.counts;
        match section {
            Section::Answer => answer,
            Section::Authority => authority,
            Section::Additional => additional,
        }
    }

    /// What was written until now.
    pub fn octets(&self) -> &[u8] {
        self.octets
    }

    /// Writes an RRset, with its signatures when they are wanted; where it begins. `owner` is a pointer
    /// to its name.
    #[inline]
    pub fn put(
        &mut self,
        section: Section,
        set: &Set<'_>,
        owner: u16,
        signatures: bool,
    ) -> Result<usize, Full> {
        let (end, count) = if signatures {
            (set.octets.len(), set.count.checked_add(set.signatures).ok_or(Full)?)
        } else {
            (set.records, set.count)
        };
        let base = self.octets.len();
        if base + end > self.limit {
            return Err(Full);
        }
        self.octets.extend_from_slice(set.octets.get(..end).ok_or(Full)?);
        if self.adapt(set, base, end, owner).is_none() {
            self.octets.truncate(base);
            return Err(Full);
        }
        self.add(section, count)?;
        Ok(base)
    }

    /// Writes the signatures of an RRset only; whether there are any.
    pub fn put_signatures(&mut self, set: &Set<'_>, owner: u16) -> Result<bool, Full> {
        let signatures = set.octets.get(set.records..).unwrap_or_default();
        let base = self.octets.len();
        if base + signatures.len() > self.limit {
            return Err(Full);
        }
        self.octets.extend_from_slice(signatures);
        for start in set.starts().filter(|start| *start >= set.records) {
            self.write(base + start - set.records, owner.to_be_bytes()).ok_or(Full)?;
        }
        self.add(Section::Answer, set.signatures)?;
        Ok(set.signatures > 0)
    }

    /// Writes an NSEC3 record with its signatures.
    pub fn put_proof(&mut self, set: &Set<'_>) -> Result<(), Full> {
        // Its owner is not the question's name: it stands in the set.
        self.put(Section::Authority, set, QUESTION, true).map(|_| ())
    }

    /// Writes the parts of one record; where it begins.
    pub fn put_record(&mut self, section: Section, parts: &[&[u8]]) -> Result<usize, Full> {
        let base = self.octets.len();
        if base + parts.iter().map(|part| part.len()).sum::<usize>() > self.limit {
            return Err(Full);
        }
        parts.iter().for_each(|part| self.octets.extend_from_slice(part));
        self.add(section, 1)?;
        Ok(base)
    }

    fn adapt(&mut self, set: &Set<'_>, base: usize, end: usize, owner: u16) -> Option<()> {
        for patch in set.patches.chunks_exact(2) {
            let patch = usize::from(u16::from_be_bytes(*patch.first_chunk()?));
            if patch >= end {
                break;
            }
            let at = base + patch;
            let pointer = match u16::from_be_bytes(*self.octets.get(at..)?.first_chunk()?) {
                APEX => self.apex,
                relative => pointer_to(base + usize::from(relative & !POINTER))?,
            };
            self.write(at, pointer.to_be_bytes())?;
        }
        if owner != QUESTION {
            for start in set.starts().take_while(|start| *start < end) {
                self.write(base + start, owner.to_be_bytes())?;
            }
        }
        Some(())
    }

    /// Lets the records of the RRset at `base` live no longer than `ttl` seconds.
    pub fn shorten(&mut self, set: &Set<'_>, base: usize, ttl: u32) -> Option<()> {
        let end = self.octets.len();
        for at in set.starts().map(|start| base + start + 6).take_while(|at| *at < end) {
            let now = u32::from_be_bytes(*self.octets.get(at..)?.first_chunk()?);
            self.write(at, now.min(ttl).to_be_bytes())?;
        }
        Some(())
    }

    fn add(&mut self, section: Section, count: u16) -> Result<(), Full> {
        let [answer, authority, additional] = &mut self.counts;
        let counted = match section {
            Section::Answer => answer,
            Section::Authority => authority,
            Section::Additional => additional,
        };
        *counted = counted.checked_add(count).ok_or(Full)?;
        Ok(())
    }

    fn write<const N: usize>(&mut self, at: usize, octets: [u8; N]) -> Option<()> {
        *self.octets.get_mut(at..)?.first_chunk_mut()? = octets;
        Some(())
    }

    /// Leaves out every record: it has to be asked for over a connection.
    pub fn truncate(&mut self) {
        self.octets.truncate(self.question_end);
        self.counts = [0; 3];
        self.truncated = true;
    }

    /// Completes the reply.
    #[inline]
    pub fn finish(mut self, rcode: u8, edns: Option<&Edns<'_>>, cookie: Option<&[u8]>) {
        if let Some(edns) = edns {
            put_opt(self.octets, edns, cookie);
            let [_, _, additional] = &mut self.counts;
            *additional = additional.saturating_add(1);
        }
        let Some(header) = self.octets.first_chunk_mut::<HEADER>() else {
            return;
        };
        let [_, _, flags, low, _, _, counts @ ..] = header;
        // The operation and RD are repeated; AD and CD are for whoever validates.
        *flags = 0x80
            | *flags & 0x79
            | if self.authoritative { 4 } else { 0 }
            | if self.truncated { 2 } else { 0 };
        *low = rcode;
        for (place, count) in counts.chunks_exact_mut(2).zip(self.counts) {
            place.copy_from_slice(&count.to_be_bytes());
        }
    }
}

/// A pointer to the question's name.
pub const QUESTION: u16 = POINTER | 12;

/// A pointer to a position; none behind what pointers reach.
pub fn pointer_to(position: usize) -> Option<u16> {
    let position = u16::try_from(position).ok()?;
    (position & POINTER == 0).then_some(position | POINTER)
}

fn reserved(edns: Option<&Edns<'_>>) -> usize {
    match edns {
        None => 0,
        Some(Edns { cookie: None, .. }) => OPT,
        Some(_) => OPT + COOKIES,
    }
}

/// Writes the OPT record: the version is 0, and the rest what was asked for.
fn put_opt(octets: &mut Vec<u8>, edns: &Edns<'_>, cookie: Option<&[u8]>) {
    let [high, low] = 1232_u16.to_be_bytes();
    // BADVERS is 16: the upper bits stand here (RFC 6891 §6.1.3).
    let extended = u8::from(edns.version != 0);
    let dnssec = if edns.dnssec { 0x80 } else { 0 };
    octets.extend_from_slice(&[0, 0, 41, high, low, extended, 0, dnssec, 0, 0]);
    match cookie.and_then(|cookie| Some((cookie, u8::try_from(cookie.len()).ok()?))) {
        Some((cookie, length)) => {
            octets.extend_from_slice(&[length + 4, 0, 10, 0, length]);
            octets.extend_from_slice(cookie);
        }
        None => octets.push(0),
    }
}

/// Writes the reply to a message that has no question that could be read: the header, and the question
/// when there is one.
pub fn refuse(octets: &mut Vec<u8>, request: &[u8], question_end: usize, rcode: u8) {
    octets.clear();
    let kept = request.get(..question_end.max(HEADER)).unwrap_or_default();
    octets.extend_from_slice(kept);
    let Some([_, _, flags, low, counts @ ..]) = octets.first_chunk_mut::<HEADER>() else {
        return;
    };
    *flags = 0x80 | *flags & 0x79;
    *low = rcode;
    *counts = [0, u8::from(question_end > HEADER), 0, 0, 0, 0, 0, 0];
}
