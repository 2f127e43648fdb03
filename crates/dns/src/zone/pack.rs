//! Packs a zone: names with those between them and the apex, in order of their hashes.

use std::collections::BTreeMap;

use super::links::{self, Prefixes};
use super::proof::{Hashed, Hashing, unhex};
use super::set::{self, Written};
use super::view::{NOWHERE, marks, short};
use super::{Slot, Suffixes, Zone};
use crate::contents::{Contents, RrSet};
use crate::names::Rtype;

struct Packer<'a> {
    contents: &'a Contents,
    prefixes: Prefixes<'a>,
    /// The names as nodes are numbered, with their hashes.
    order: Vec<(u32, &'a [u8])>,
    numbers: BTreeMap<&'a [u8], u32>,
    hashing: Option<Hashing>,
    denial: BTreeMap<Hashed, &'a RrSet>,
    /// The owners of the denial, in order.
    hashes: Vec<Hashed>,
    octets: Vec<u8>,
}

/// Packs a zone.
pub fn pack(contents: &Contents) -> Zone {
    let mut packer = Packer::new(contents);
    let nodes = packer.nodes();
    let denial = packer.denial();
    let labels = Suffixes::read(contents.apex.as_slice()).map_or(0, |apex| apex.labels());
    Zone {
        apex: contents.apex.clone(),
        apex_labels: u8::try_from(labels).unwrap_or(0),
        apex_number: packer.numbers.get(&[][..]).copied().unwrap_or(NOWHERE),
        serial: contents.serial,
        signed: contents.is_signed(),
        hashing: packer.hashing,
        nodes,
        denial,
        octets: packer.octets.into_boxed_slice(),
    }
}

impl<'a> Packer<'a> {
    fn new(contents: &'a Contents) -> Self {
        let apex = contents.apex.as_slice();
        let prefixes = prefixes(contents);
        let mut order: Vec<_> = prefixes
            .keys()
            .filter_map(|prefix| {
                let name = Suffixes::read(&[prefix, apex].concat())?;
                Some((short(name.suffix(name.labels())?.1), *prefix))
            })
            .collect();
        order.sort_unstable();
        let numbers = order.iter().map(|(_, prefix)| *prefix).zip(0..).collect();
        let hashing = Hashing::of(contents).filter(|_| !contents.denial.is_empty());
        let denial: BTreeMap<_, _> = contents
            .denial
            .iter()
            .filter_map(|(owner, set)| Some((unhex(owner.as_slice())?, set)))
            .collect();
        let hashes = denial.keys().copied().collect();
        Self { contents, prefixes, order, numbers, hashing, denial, hashes, octets: Vec::new() }
    }

    fn nodes(&mut self) -> Box<[Slot]> {
        let order = std::mem::take(&mut self.order);
        order
            .iter()
            .map(|(hash, prefix)| {
                let at = self.here();
                self.node(prefix);
                Slot { hash: *hash, at }
            })
            .collect()
    }

    fn node(&mut self, prefix: &[u8]) {
        let marked = links::marks_of(&self.prefixes, prefix);
        let sets = self.prefixes.get(prefix).copied().flatten();
        let count =
            sets.map_or(0, |sets| sets.iter().filter(|(_, it)| !it.rdata.is_empty()).count());
        self.octets.extend([marked, u8::try_from(prefix.len()).unwrap_or(0)]);
        self.octets.extend(u16::try_from(count).unwrap_or(0).to_be_bytes());
        if let Some(hashing) = &self.hashing {
            let name = [prefix, self.contents.apex.as_slice()].concat();
            let matching = self.place(&hashing.hash(&name), true);
            let wildcard = self.place(&hashing.hash(&[b"\x01*", &*name].concat()), false);
            self.octets.extend(matching.to_be_bytes());
            self.octets.extend(wildcard.to_be_bytes());
        }
        self.octets.extend(prefix);
        let cut = (marked & marks::CUT != 0).then_some(prefix);
        for (rtype, set) in sets.into_iter().flatten().filter(|(_, it)| !it.rdata.is_empty()) {
            let written = set::write(self.contents.apex.as_slice(), None, *rtype, set);
            self.set(*rtype, set, &written, cut.filter(|_| *rtype == Rtype::NS));
        }
    }

    fn set(&mut self, rtype: Rtype, set: &RrSet, written: &Written, cut: Option<&[u8]>) {
        let apex = self.contents.apex.as_slice();
        let links: Vec<_> = written
            .targets
            .iter()
            .filter_map(|(target, at)| {
                Some((*at, links::link(&self.prefixes, &self.numbers, apex, target, cut)?))
            })
            .collect();
        for half in [usize::from(rtype.to_int()), set.rdata.len(), set.signatures.len()] {
            self.octets.extend(u16::try_from(half).unwrap_or(u16::MAX).to_be_bytes());
        }
        for half in [written.patches.len(), links.len()] {
            self.octets.extend(u16::try_from(half).unwrap_or(u16::MAX).to_be_bytes());
        }
        for whole in [written.records, written.octets.len() - written.records] {
            self.octets.extend(u32::try_from(whole).unwrap_or(u32::MAX).to_be_bytes());
        }
        written.patches.iter().for_each(|patch| self.octets.extend(patch.to_be_bytes()));
        for (at, node) in links {
            self.octets.extend(at.to_be_bytes());
            self.octets.extend(node.to_be_bytes());
        }
        self.octets.extend(&written.octets);
    }

    fn denial(&mut self) -> Box<[u32]> {
        let denial = std::mem::take(&mut self.denial);
        let apex = self.contents.apex.as_slice();
        denial
            .into_iter()
            .map(|(hashed, set)| {
                let at = self.here();
                let written = set::write(apex, Some(&label(&hashed)), Rtype::NSEC3, set);
                self.octets.extend(hashed);
                self.set(Rtype::NSEC3, set, &written, None);
                at
            })
            .collect()
    }

    /// Where the NSEC3 record stands that matches a hash, or that covers it.
    fn place(&self, hashed: &Hashed, matching: bool) -> u32 {
        let found = self.hashes.binary_search(hashed);
        if found.is_ok() != matching {
            return NOWHERE;
        }
        let last = self.hashes.len().checked_sub(1);
        let place = found.or_else(|behind| behind.checked_sub(1).or(last).ok_or(())).ok();
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or(NOWHERE)
    }

    fn here(&self) -> u32 {
        u32::try_from(self.octets.len()).unwrap_or(u32::MAX)
    }
}

/// The names of a zone, and those that exist because something exists below them (RFC 4592 §2.2.2).
fn prefixes(contents: &Contents) -> Prefixes<'_> {
    let apex = contents.apex.as_slice();
    let mut prefixes = Prefixes::from([(&[][..], None)]);
    for (owner, sets) in &contents.names {
        let Some(prefix) = owner.as_slice().strip_suffix(apex) else {
            continue;
        };
        for above in links::above(prefix) {
            prefixes.entry(above).or_insert(None);
        }
        prefixes.insert(prefix, Some(sets));
    }
    prefixes
}

/// A hash as the label that the owner of an NSEC3 record begins with.
pub fn label(hashed: &Hashed) -> Vec<u8> {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";
    let mut label = vec![32];
    for part in hashed.chunks_exact(5) {
        let bits = part.iter().fold(0_u64, |bits, octet| bits << 8 | u64::from(*octet));
        label.extend((0..8).rev().filter_map(|place| {
            let digit = usize::try_from(bits >> (5 * place) & 31).ok()?;
            DIGITS.get(digit)
        }));
    }
    label
}
