//! Writes one RRset as it will travel, with the names in it compressed as far as can be known before.

use std::collections::BTreeMap;

use crate::contents::RrSet;
use crate::names::Rtype;

use super::view::APEX;

/// A pointer (RFC 1035 §4.1.4) begins with these bits.
pub const POINTER: u16 = 0xc000;
/// The question's name, where the header ends.
const QUESTION: u16 = POINTER | 12;
/// Pointers reach 16,383 octets; an RRset begins in the first half of that when it is compressed.
const FARTHEST: usize = 0x1fff;

/// An RRset in the making.
pub struct SetWriter<'a> {
    apex: &'a [u8],
    octets: Vec<u8>,
    patches: Vec<u16>,
    /// Where names, and the names above them, stand.
    known: BTreeMap<Vec<u8>, u16>,
    /// Names in the data that may have addresses in the zone, and where they stand.
    targets: Vec<(Vec<u8>, u16)>,
    owner: Option<&'a [u8]>,
}

/// An RRset as it is put into the zone.
pub struct Written {
    /// Records and signatures.
    pub octets: Vec<u8>,
    /// How much of it is records.
    pub records: usize,
    /// Where pointers stand.
    pub patches: Vec<u16>,
    /// Names in the data that may have addresses in the zone, and where they stand.
    pub targets: Vec<(Vec<u8>, u16)>,
}

/// Writes a set of a zone. The owner is the question's name, or one label below the apex.
pub fn write(apex: &[u8], owner: Option<&[u8]>, rtype: Rtype, set: &RrSet) -> Written {
    let mut writer = SetWriter {
        apex,
        octets: Vec::new(),
        patches: Vec::new(),
        known: BTreeMap::new(),
        targets: Vec::new(),
        owner,
    };
    set.rdata.iter().for_each(|rdata| writer.record(rtype, set.ttl, rdata));
    let records = writer.octets.len();
    set.signatures.iter().for_each(|rdata| writer.record(Rtype::RRSIG, set.ttl, rdata));
    let SetWriter { octets, patches, targets, .. } = writer;
    Written { octets, records, patches, targets }
}

impl SetWriter<'_> {
    fn record(&mut self, rtype: Rtype, ttl: u32, rdata: &[u8]) {
        match self.owner {
            None => self.octets.extend_from_slice(&QUESTION.to_be_bytes()),
            Some(label) if self.octets.is_empty() => {
                self.octets.extend_from_slice(label);
                self.pointer(APEX);
            }
            Some(_) => self.pointer(0),
        }
        self.octets.extend_from_slice(&rtype.to_int().to_be_bytes());
        self.octets.extend_from_slice(&1_u16.to_be_bytes());
        self.octets.extend_from_slice(&ttl.to_be_bytes());
        let at = self.octets.len();
        self.octets.extend_from_slice(&[0, 0]);
        self.data(rtype, rdata);
        let length = u16::try_from(self.octets.len() - at - 2).unwrap_or(u16::MAX);
        if let Some(place) = self.octets.get_mut(at..at + 2) {
            place.copy_from_slice(&length.to_be_bytes());
        }
    }

    /// Only names in types of RFC 1035 may be compressed (RFC 3597 §4).
    fn data(&mut self, rtype: Rtype, rdata: &[u8]) {
        let skipped = skipped(rtype);
        match (skipped.and_then(|skipped| rdata.split_at_checked(skipped)), rtype) {
            // Later types are not compressed, but have targets too.
            (Some((front, names)), Rtype::SRV | Rtype::SVCB | Rtype::HTTPS) => {
                let position = self.octets.len() + front.len();
                self.octets.extend_from_slice(rdata);
                if let (Some((name, _)), Ok(position)) =
                    (split_name(names), u16::try_from(position))
                {
                    self.targets.push((name.to_vec(), position));
                }
            }
            (Some((front, names)), _) => {
                self.octets.extend_from_slice(front);
                let count = if rtype == Rtype::SOA { 2 } else { 1 };
                let mut rest = names;
                for _ in 0..count {
                    let Some((name, behind)) = split_name(rest) else {
                        break;
                    };
                    self.name(name, matches!(rtype, Rtype::NS | Rtype::MX));
                    rest = behind;
                }
                self.octets.extend_from_slice(rest);
            }
            (None, _) => self.octets.extend_from_slice(rdata),
        }
    }

    fn name(&mut self, name: &[u8], target: bool) {
        let position = self.octets.len();
        let mut rest = name;
        loop {
            if rest == self.apex && self.apex.len() > 2 && self.octets.len() <= FARTHEST {
                self.pointer(APEX);
                break;
            }
            if let Some(known) = self.known.get(rest).copied() {
                self.pointer(known);
                break;
            }
            let Some((label, behind)) = split_label(rest) else {
                self.octets.push(0);
                break;
            };
            if let Ok(here) = u16::try_from(self.octets.len())
                && usize::from(here) <= FARTHEST
            {
                self.known.insert(rest.to_vec(), here);
            }
            self.octets.extend_from_slice(label);
            rest = behind;
        }
        if let Ok(position) = u16::try_from(position)
            && target
        {
            let position = if name == self.apex { APEX } else { position };
            self.targets.push((name.to_vec(), position));
        }
    }

    fn pointer(&mut self, to: u16) {
        if let Ok(at) = u16::try_from(self.octets.len()) {
            self.patches.push(at);
        }
        self.octets.extend_from_slice(&(POINTER | to).to_be_bytes());
    }
}

/// How many octets stand before the names in the data of a type with names that are looked at.
pub const fn skipped(rtype: Rtype) -> Option<usize> {
    match rtype {
        Rtype::NS | Rtype::CNAME | Rtype::PTR | Rtype::SOA => Some(0),
        Rtype::MX | Rtype::SVCB | Rtype::HTTPS => Some(2),
        Rtype::SRV => Some(6),
        _ => None,
    }
}

/// The first label with its length, and the rest; none at the root.
pub fn split_label(name: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = usize::from(*name.first()?);
    if length == 0 || length > 63 { None } else { name.split_at_checked(1 + length) }
}

/// The name that octets begin with, and what follows.
pub fn split_name(octets: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = octets;
    while let Some((_, behind)) = split_label(rest) {
        rest = behind;
    }
    (rest.first() == Some(&0)).then(|| octets.split_at_checked(octets.len() - rest.len() + 1))?
}
