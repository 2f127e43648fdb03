//! Reading messages of transfers (RFC 1035 §4).

use bytes::Bytes;

use crate::names::{Name, Rtype};

/// The longest message there is.
pub(super) const LONGEST: usize = 65_535;
/// The longest datagram that is sent.
pub(super) const LONGEST_DATAGRAM: u16 = 1232;
/// How many pointers a name may consist of: as many as it may have labels.
const MOST_POINTERS: usize = 127;
/// The fixed beginning of a message.
pub(super) const HEADER: usize = 12;
/// Class IN.
pub(super) const IN: u16 = 1;

/// What a message says by its code (RFC 1035 §4.1.1, RFC 2136 §2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    NoError = 0,
    Malformed = 1,
    Failed = 2,
    NoSuchName = 3,
    NotImplemented = 4,
    Refused = 5,
    NotAuthoritative = 9,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) name: Name,
    pub(super) rtype: Rtype,
    pub(super) class: u16,
}

/// What is looked at in a request.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) id: u16,
    pub(super) opcode: u8,
    /// Whether it asks for recursion, which is said back.
    pub(super) recursion: bool,
    pub(super) question: Option<Question>,
    /// The serial of an SOA record in the authority section: what the client has (RFC 1995 §3).
    pub(super) serial: Option<u32>,
    /// The size of datagrams that the client says it takes (RFC 6891).
    pub(super) datagram: Option<u16>,
    /// Where a TSIG record begins that is the last record of all.
    pub(super) tsig: Option<usize>,
}

/// A record as it stands in a message.
#[derive(Debug, Clone)]
pub(super) struct RawRecord {
    pub(super) start: usize,
    pub(super) owner: Name,
    pub(super) rtype: u16,
    pub(super) class: u16,
    pub(super) ttl: u32,
    pub(super) data: std::ops::Range<usize>,
}

/// Two octets at a place.
pub(super) fn u16_at(message: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(message.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Four octets at a place.
pub(super) fn u32_at(message: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(message.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The name at a place, in lower case and without compression, and where the message goes on.
pub(super) fn name_at(message: &[u8], at: usize) -> Option<(Name, usize)> {
    let mut name = Vec::with_capacity(64);
    let (mut at, mut end, mut pointers) = (at, None, 0);
    loop {
        let length = usize::from(*message.get(at)?);
        match length {
            0 => {
                name.push(0);
                let name = Name::from_octets(Bytes::from(name)).ok()?;
                return Some((name, end.unwrap_or(at + 1)));
            }
            1..=63 => {
                let label = message.get(at..=at + length)?;
                if name.len() + label.len() > 254 {
                    return None;
                }
                name.extend(label.iter().map(u8::to_ascii_lowercase));
                at += length + 1;
            }
            192.. => {
                let target = usize::from(u16_at(message, at)? & 0x3fff);
                // A pointer that leads back only cannot lead round, but it can lead nowhere for long.
                pointers += 1;
                if target >= at || pointers > MOST_POINTERS {
                    return None;
                }
                end = end.or(Some(at + 2));
                at = target;
            }
            _ => return None,
        }
    }
}

/// The record at a place, and where the message goes on.
pub(super) fn record_at(message: &[u8], start: usize) -> Option<(RawRecord, usize)> {
    let (owner, at) = name_at(message, start)?;
    let rtype = u16_at(message, at)?;
    let class = u16_at(message, at + 2)?;
    let ttl = u32_at(message, at + 4)?;
    let data = at + 10..at + 10 + usize::from(u16_at(message, at + 8)?);
    message.get(data.clone())?;
    let end = data.end;
    Some((RawRecord { start, owner, rtype, class, ttl, data }, end))
}

impl Request {
    /// Reads a message; none where it is a response or cannot be read at all.
    pub(super) fn read(message: &[u8]) -> Option<Self> {
        let flags = u16_at(message, 2)?;
        let counts = [u16_at(message, 4)?, u16_at(message, 6)?, u16_at(message, 8)?];
        let additional = u16_at(message, 10)?;
        if flags & 0x8000 != 0 || counts[0] > 1 {
            return None;
        }
        let mut at = HEADER;
        let mut question = None;
        if counts[0] == 1 {
            let (name, end) = name_at(message, at)?;
            let rtype = Rtype::from_int(u16_at(message, end)?);
            question = Some(Question { name, rtype, class: u16_at(message, end + 2)? });
            at = end + 4;
        }
        let mut request = Self {
            id: u16_at(message, 0)?,
            opcode: message.get(2)? >> 3 & 0x0f,
            recursion: flags & 0x0100 != 0,
            question,
            serial: None,
            datagram: None,
            tsig: None,
        };
        for _ in 0..counts[1] {
            at = record_at(message, at)?.1;
        }
        for _ in 0..counts[2] {
            let (record, end) = record_at(message, at)?;
            request.serial = request.serial.or_else(|| serial_of(message, &record));
            at = end;
        }
        for left in (0..additional).rev() {
            let (record, end) = record_at(message, at)?;
            match record.rtype {
                41 => request.datagram = Some(record.class),
                250 if left == 0 => request.tsig = Some(record.start),
                250 => return None,
                _ => {}
            }
            at = end;
        }
        Some(request)
    }
}

/// The serial in an SOA record.
fn serial_of(message: &[u8], record: &RawRecord) -> Option<u32> {
    if record.rtype != Rtype::SOA.to_int() {
        return None;
    }
    let (_, at) = name_at(message, record.data.start)?;
    let (_, at) = name_at(message, at)?;
    if at + 20 > record.data.end { None } else { u32_at(message, at) }
}

/// The serial in the data of an SOA record that is not compressed.
pub(super) fn soa_serial(rdata: &[u8]) -> Option<u32> {
    u32_at(rdata, rdata.len().checked_sub(20)?)
}

/// A name inside of data that is not compressed, sharing its bytes, and where the data goes on.
pub(super) fn uncompressed(data: &Bytes, at: usize) -> Option<(Name, usize)> {
    let mut end = at;
    loop {
        let length = usize::from(*data.get(end)?);
        end += 1 + length;
        if length == 0 {
            return Some((Name::from_octets(data.slice(at..end)).ok()?, end));
        }
        if length > 63 || end >= data.len() {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::writer::Writer;
    use super::*;
    use crate::contents::Rr;
    use crate::names::name;

    fn question(text: &str) -> Question {
        Question { name: name(text).unwrap(), rtype: Rtype::AXFR, class: IN }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let message = Writer::request(7, 0, 0, &question("shoes.example")).finish();
        let request = Request::read(&message).unwrap();
        assert_eq!(request.id, 7);
        assert_eq!(request.question, Some(question("shoes.example")));

        let mut reply = Writer::response(&request, Code::NoError, LONGEST).authoritative();
        let target = name("ns.shoes.example").unwrap();
        let rr = Rr {
            owner: name("shoes.example").unwrap(),
            rtype: Rtype::NS,
            ttl: 300,
            rdata: target.as_octets().clone(),
        };
        assert!(reply.answer(&rr));
        let reply = reply.finish();
        // The owner is a pointer, and the target one label and a pointer.
        assert_eq!(reply.len(), message.len() + 12 + 5);
        let (record, end) = record_at(&reply, message.len()).unwrap();
        assert_eq!((record.owner, end), (rr.owner, reply.len()));
        assert_eq!(name_at(&reply, record.data.start).unwrap().0, target);
    }

    #[test]
    fn a_record_that_does_not_fit_leaves_no_trace() {
        let message = Writer::request(7, 0, 0, &question("shoes.example")).finish();
        let request = Request::read(&message).unwrap();
        let mut reply = Writer::response(&request, Code::NoError, 60);
        let rr = |owner: &str, size| Rr {
            owner: name(owner).unwrap(),
            rtype: Rtype::TXT,
            ttl: 300,
            rdata: Bytes::from(vec![0; size]),
        };
        assert!(!reply.answer(&rr("long.shoes.example", 100)));
        assert!(reply.answer(&rr("long.shoes.example", 1)));
        let reply = reply.finish();
        assert_eq!(
            record_at(&reply, message.len()).unwrap().0.owner,
            rr("long.shoes.example", 1).owner
        );
    }

    #[test]
    fn pointers_that_lead_round_are_no_name() {
        let mut message = Writer::request(7, 0, 0, &question("a")).finish();
        message.truncate(HEADER);
        message.extend([0xc0, 12, 0, 1, 0, 1]);
        assert!(Request::read(&message).is_none());
        // Neither are those that lead back step by step for too long.
        let mut chain = vec![0, 0];
        chain.extend((0..1000_u16).flat_map(|step| (0xc000 + step * 2).to_be_bytes()));
        assert!(name_at(&chain, 200).is_some());
        assert!(name_at(&chain, 2000).is_none());
    }
}
