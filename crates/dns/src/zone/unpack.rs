//! Takes a packed zone apart again.

use bytes::Bytes;

use super::Zone;
use super::pack::label;
use super::set::{POINTER, skipped, split_label};
use super::view::{APEX, Set, u16_at, u32_at};
use crate::contents::{Contents, RrSet, RrSets};
use crate::names::{Name, Rtype};

/// What was packed.
pub fn unpack(zone: &Zone) -> Contents {
    let mut contents = Contents::new(zone.apex.clone(), zone.serial);
    for node in zone.nodes() {
        let sets: RrSets =
            node.sets().map(|set| (Rtype::from_int(set.rtype), records(zone, &set, 2))).collect();
        if let Some(owner) = below(zone, node.prefix()).filter(|_| !sets.is_empty()) {
            contents.names.insert(owner, sets);
        }
    }
    for proof in zone.proofs() {
        let label = label(proof.owner);
        if let Some(owner) = below(zone, &label) {
            contents.denial.insert(owner, records(zone, &proof.set, label.len() + 2));
        }
    }
    contents
}

pub fn below(zone: &Zone, prefix: &[u8]) -> Option<Name> {
    Name::from_octets(Bytes::from([prefix, zone.apex.as_slice()].concat())).ok()
}

/// The records of a set. The owner of the first takes `owner` octets, those of all others two.
pub fn records(zone: &Zone, set: &Set<'_>, owner: usize) -> RrSet {
    let mut records = RrSet::default();
    let mut at = owner;
    while let Some((rtype, ttl, length)) = header(set.octets, at) {
        let start = at + 10;
        let end = start + usize::from(length);
        records.ttl = ttl;
        let Some(plain) = set.octets.get(start..end) else {
            break;
        };
        let rdata = data(zone, set.octets, rtype, start..end);
        let rdata = rdata.unwrap_or_else(|| Bytes::copy_from_slice(plain));
        if rtype == Rtype::RRSIG && set.records < start {
            records.signatures.push(rdata);
        } else {
            records.rdata.push(rdata);
        }
        at = end + 2;
    }
    records
}

fn header(octets: &[u8], at: usize) -> Option<(Rtype, u32, u16)> {
    let rtype = Rtype::from_int(u16_at(octets, at)?);
    Some((rtype, u32_at(octets, at + 4)?, u16_at(octets, at + 8)?))
}

fn data(zone: &Zone, octets: &[u8], rtype: Rtype, place: std::ops::Range<usize>) -> Option<Bytes> {
    let rdata = octets.get(place.clone())?;
    let Some((front, _)) = skipped(rtype).and_then(|skipped| rdata.split_at_checked(skipped))
    else {
        return Some(Bytes::copy_from_slice(rdata));
    };
    let mut plain = front.to_vec();
    let mut at = place.start + front.len();
    for _ in 0..if rtype == Rtype::SOA { 2 } else { 1 } {
        at = expand(zone, octets, at, &mut plain)?;
    }
    plain.extend_from_slice(octets.get(at..place.end)?);
    Some(Bytes::from(plain))
}

/// Writes the name at a place of a set without compression; where what follows it begins. None when there
/// is no name, which was packed as it is.
fn expand(zone: &Zone, octets: &[u8], from: usize, into: &mut Vec<u8>) -> Option<usize> {
    let (mut at, mut behind) = (from, None);
    for _ in 0..255 {
        let rest = octets.get(at..)?;
        if let Some((label, _)) = split_label(rest) {
            into.extend_from_slice(label);
            at += label.len();
            continue;
        }
        match u16_at(rest, 0).filter(|pointer| pointer & POINTER == POINTER) {
            Some(APEX) => {
                into.extend_from_slice(zone.apex.as_slice());
                return Some(behind.unwrap_or(at + 2));
            }
            Some(pointer) => {
                behind.get_or_insert(at + 2);
                at = usize::from(pointer & !POINTER);
            }
            None => {
                into.push(0);
                return (rest.first() == Some(&0)).then(|| behind.unwrap_or(at + 1));
            }
        }
    }
    None
}
