//! Records in the order they travel in.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};

use super::message::{u16_at, u32_at, uncompressed};
use crate::contents::{Rr, RrSet};
use crate::names::{Name, Rtype};
use crate::zone::Zone;

/// Records one after the other in one piece of memory: owner, type, seconds to live, length, data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Packed(Bytes);

impl Packed {
    /// How many octets they take.
    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }
}

impl FromIterator<Rr> for Packed {
    fn from_iter<T: IntoIterator<Item = Rr>>(records: T) -> Self {
        let mut out = BytesMut::new();
        for rr in records {
            out.extend_from_slice(rr.owner.as_slice());
            out.extend_from_slice(&rr.rtype.to_int().to_be_bytes());
            out.extend_from_slice(&rr.ttl.to_be_bytes());
            let length = u16::try_from(rr.rdata.len()).unwrap_or(u16::MAX);
            out.extend_from_slice(&length.to_be_bytes());
            out.extend(rr.rdata.iter().take(usize::from(length)));
        }
        Self(out.freeze())
    }
}

impl IntoIterator for Packed {
    type Item = Rr;
    type IntoIter = Unpacked;

    fn into_iter(self) -> Unpacked {
        Unpacked { records: self.0, at: 0 }
    }
}

/// Packed records, each sharing the memory of all.
#[derive(Debug)]
pub(super) struct Unpacked {
    records: Bytes,
    at: usize,
}

impl Iterator for Unpacked {
    type Item = Rr;

    fn next(&mut self) -> Option<Rr> {
        let (owner, at) = uncompressed(&self.records, self.at)?;
        let rtype = Rtype::from_int(u16_at(&self.records, at)?);
        let ttl = u32_at(&self.records, at + 2)?;
        self.at = at + 8 + usize::from(u16_at(&self.records, at + 6)?);
        Some(Rr { owner, rtype, ttl, rdata: self.records.slice(at + 8..self.at) })
    }
}

/// The SOA record of a zone; none where it has none, which no zone that is served does.
pub(super) fn soa(apex: &Name, set: Option<&RrSet>) -> Option<Rr> {
    let set = set?;
    let rdata = set.rdata.first()?.clone();
    Some(Rr { owner: apex.clone(), rtype: Rtype::SOA, ttl: set.ttl, rdata })
}

/// Every record of a zone but SOA, unpacked one name after the other.
pub(super) fn all_but_soa(zone: Arc<Zone>) -> impl Iterator<Item = Rr> + Send {
    let packed = Arc::clone(&zone);
    let sets = (0..).map_while(move |number| packed.sets_at(number)).flat_map(|(owner, sets)| {
        sets.into_iter().map(move |(rtype, set)| (owner.clone(), rtype, set))
    });
    let denial = (0..).map_while(move |number| zone.denial_at(number));
    let denial = denial.map(|(owner, set)| (owner, Rtype::NSEC3, set));
    sets.chain(denial).flat_map(|(owner, rtype, set)| of_set(owner, rtype, set))
}

fn of_set(owner: Name, rtype: Rtype, set: RrSet) -> impl Iterator<Item = Rr> + Send {
    let rdata = if rtype == Rtype::SOA { Vec::new() } else { set.rdata };
    let own = rdata.into_iter().map(move |rdata| (rtype, rdata));
    let signatures = set.signatures.into_iter().map(|rdata| (Rtype::RRSIG, rdata));
    let ttl = set.ttl;
    own.chain(signatures).map(move |(rtype, rdata)| Rr { owner: owner.clone(), rtype, ttl, rdata })
}
