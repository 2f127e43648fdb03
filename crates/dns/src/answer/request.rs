//! Reads a request: header, question, EDNS. Nothing in it is trusted.

use crate::names::Rtype;
use crate::zone::Suffixes;

/// The octets of a header.
pub const HEADER: usize = 12;

/// A request that can be answered.
#[derive(Debug)]
pub struct Request<'a> {
    /// All of it.
    pub octets: &'a [u8],
    /// What is asked for (RFC 1035 §4.1.1).
    pub opcode: u8,
    /// The question's name.
    pub name: &'a Suffixes,
    /// Where the question ends.
    pub question_end: usize,
    /// The question's type.
    pub rtype: Rtype,
    /// The question's class.
    pub class: u16,
    /// What its OPT record says.
    pub edns: Option<Edns<'a>>,
    /// Whether it is signed with a shared key.
    pub signed: bool,
}

/// An OPT record (RFC 6891 §6.1).
#[derive(Debug, Clone, Copy, Default)]
pub struct Edns<'a> {
    /// The longest datagram the other side takes.
    pub payload: u16,
    /// The version; there is only 0.
    pub version: u8,
    /// Whether signatures are wanted (RFC 3225).
    pub dnssec: bool,
    /// The cookie, with what comes from the server (RFC 7873 §4).
    pub cookie: Option<&'a [u8]>,
}

/// Why a message cannot be answered as a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no request.
    NoRequest,
    /// Another operation than a question or a notification.
    Opcode,
    /// It is malformed, and has no question that could be repeated.
    Question,
    /// It is malformed behind the question, which ends here.
    Behind(usize),
}

/// Questions.
pub const QUERY: u8 = 0;
/// Notifications (RFC 1996).
pub const NOTIFY: u8 = 4;

impl<'a> Request<'a> {
    /// Reads a request, and its name into `name`.
    #[inline]
    pub fn read(octets: &'a [u8], name: &'a mut Suffixes) -> Result<Self, Unreadable> {
        let header = octets.first_chunk::<HEADER>().ok_or(Unreadable::NoRequest)?;
        let [_, _, flags, _, q1, q0, a1, a0, n1, n0, r1, r0] = *header;
        if flags & 0x80 != 0 {
            return Err(Unreadable::NoRequest);
        }
        let opcode = flags >> 3 & 15;
        if !matches!(opcode, QUERY | NOTIFY) {
            return Err(Unreadable::Opcode);
        }
        if [q1, q0] != [0, 1] {
            return Err(Unreadable::Question);
        }
        let question = octets.get(HEADER..).ok_or(Unreadable::Question)?;
        if !name.fill(question) {
            return Err(Unreadable::Question);
        }
        let behind = question.get(name.len()..).ok_or(Unreadable::Question)?;
        let [t1, t0, c1, c0] = *behind.first_chunk().ok_or(Unreadable::Question)?;
        let question_end = HEADER + name.len() + 4;
        let records = [[a1, a0], [n1, n0], [r1, r0]].map(u16::from_be_bytes);
        let (edns, signed) =
            read_records(octets, question_end, records).ok_or(Unreadable::Behind(question_end))?;
        Ok(Self {
            octets,
            opcode,
            name,
            question_end,
            rtype: Rtype::from_int(u16::from_be_bytes([t1, t0])),
            class: u16::from_be_bytes([c1, c0]),
            edns,
            signed,
        })
    }
}

/// Reads all records; what OPT says, and whether the last one is TSIG.
fn read_records(
    octets: &[u8],
    from: usize,
    [answers, authorities, additionals]: [u16; 3],
) -> Option<(Option<Edns<'_>>, bool)> {
    let (mut at, mut edns, mut signed) = (from, None, false);
    for _ in 0..u32::from(answers) + u32::from(authorities) {
        at = read_record(octets, at)?.end;
    }
    for _ in 0..additionals {
        let record = read_record(octets, at)?;
        // TSIG is the last record (RFC 8945 §5.1).
        if signed {
            return None;
        }
        match record.rtype {
            Rtype::OPT if edns.is_some() || octets.get(at) != Some(&0) => return None,
            Rtype::OPT => edns = Some(record.edns()?),
            Rtype::TSIG => signed = true,
            _ => {}
        }
        at = record.end;
    }
    (at == octets.len()).then_some((edns, signed))
}

struct Record<'a> {
    rtype: Rtype,
    class: u16,
    ttl: [u8; 4],
    rdata: &'a [u8],
    end: usize,
}

fn read_record(octets: &[u8], from: usize) -> Option<Record<'_>> {
    let at = skip_name(octets, from)?;
    let [t1, t0, c1, c0, l3, l2, l1, l0, d1, d0] = *octets.get(at..)?.first_chunk()?;
    let start = at + 10;
    let end = start + usize::from(u16::from_be_bytes([d1, d0]));
    Some(Record {
        rtype: Rtype::from_int(u16::from_be_bytes([t1, t0])),
        class: u16::from_be_bytes([c1, c0]),
        ttl: [l3, l2, l1, l0],
        rdata: octets.get(start..end)?,
        end,
    })
}

/// Where a name ends that may be compressed.
fn skip_name(octets: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at < from + 255 {
        match *octets.get(at)? {
            0 => return Some(at + 1),
            length @ 1..=63 => at += 1 + usize::from(length),
            192.. => return Some(at + 2),
            _ => return None,
        }
    }
    None
}

impl<'a> Record<'a> {
    /// What an OPT record says; none when its options are malformed.
    fn edns(&self) -> Option<Edns<'a>> {
        let [_, version, flags, _] = self.ttl;
        let mut edns =
            Edns { payload: self.class, version, dnssec: flags & 0x80 != 0, cookie: None };
        let mut rest = self.rdata;
        while let Some(([c1, c0, l1, l0], behind)) = rest.split_first_chunk() {
            let length = usize::from(u16::from_be_bytes([*l1, *l0]));
            let (value, behind) = behind.split_at_checked(length)?;
            if u16::from_be_bytes([*c1, *c0]) == COOKIE && edns.cookie.is_none() {
                // RFC 7873 §5.2.2: any other length is an error.
                matches!(length, 8 | 16..=40).then_some(())?;
                edns.cookie = Some(value);
            }
            rest = behind;
        }
        rest.is_empty().then_some(edns)
    }
}

/// The option that carries a cookie.
pub const COOKIE: u16 = 10;
