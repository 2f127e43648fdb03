//! What is different between a zone and the one before it (RFC 1995 §4).

use std::collections::BTreeMap;

use bytes::Bytes;

use super::records::{Packed, soa};
use crate::contents::{Contents, Rr, RrSet, RrSets};
use crate::names::{Name, Rtype};

/// A step from one serial to another.
#[derive(Debug, Clone)]
pub(super) struct Difference {
    pub(super) from: u32,
    pub(super) to: u32,
    /// The SOA record before, what went, the SOA record after, what came.
    pub(super) records: Packed,
}

/// Records that went and that came.
#[derive(Debug, Default)]
struct Moved {
    gone: Vec<Rr>,
    new: Vec<Rr>,
}

impl Difference {
    /// The step between two; none where a zone has no SOA record.
    pub(super) fn between(before: &Contents, after: &Contents) -> Option<Self> {
        let mut moved = Moved::default();
        let none = RrSets::new();
        for (owner, [old, new]) in both(&before.names, &after.names, &none) {
            let none = RrSet::default();
            for (rtype, [old, new]) in both(old, new, &none) {
                moved.compare(owner, *rtype, old, new);
            }
        }
        let none = RrSet::default();
        for (owner, [old, new]) in both(&before.denial, &after.denial, &none) {
            moved.compare(owner, Rtype::NSEC3, old, new);
        }
        let gone = std::iter::once(soa_of(before)?).chain(moved.gone);
        let new = std::iter::once(soa_of(after)?).chain(moved.new);
        let records = gone.chain(new).collect();
        Some(Self { from: before.serial, to: after.serial, records })
    }
}

/// What stands under the keys of either map, in order; `none` where there is nothing.
fn both<'a, K: Ord, V>(
    old: &'a BTreeMap<K, V>,
    new: &'a BTreeMap<K, V>,
    none: &'a V,
) -> impl Iterator<Item = (&'a K, [&'a V; 2])> {
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    std::iter::from_fn(move || {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return None,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((old, _)), Some((new, _))) => old.cmp(new),
        };
        let from_old = if order.is_le() { old.next() } else { None };
        let from_new = if order.is_ge() { new.next() } else { None };
        let (key, _) = from_old.or(from_new)?;
        Some((key, [from_old.map_or(none, |(_, v)| v), from_new.map_or(none, |(_, v)| v)]))
    })
}

impl Moved {
    fn compare(&mut self, owner: &Name, rtype: Rtype, old: &RrSet, new: &RrSet) {
        let other_ttl = old.ttl != new.ttl;
        let rr = |rtype, ttl| move |rdata| Rr { owner: owner.clone(), rtype, ttl, rdata };
        if rtype != Rtype::SOA {
            let only = |these: &RrSet, those: &RrSet| -> Vec<Bytes> {
                let stays = |rdata: &Bytes| those.rdata.binary_search(rdata).is_ok();
                these.rdata.iter().filter(|rdata| other_ttl || !stays(rdata)).cloned().collect()
            };
            self.gone.extend(only(old, new).into_iter().map(rr(rtype, old.ttl)));
            self.new.extend(only(new, old).into_iter().map(rr(rtype, new.ttl)));
        }
        let only = |these: &RrSet, those: &RrSet| -> Vec<Bytes> {
            let stays = |rdata: &Bytes| those.signatures.contains(rdata);
            these.signatures.iter().filter(|rdata| other_ttl || !stays(rdata)).cloned().collect()
        };
        self.gone.extend(only(old, new).into_iter().map(rr(Rtype::RRSIG, old.ttl)));
        self.new.extend(only(new, old).into_iter().map(rr(Rtype::RRSIG, new.ttl)));
    }
}

fn soa_of(contents: &Contents) -> Option<Rr> {
    soa(&contents.apex, contents.set(&contents.apex, Rtype::SOA))
}

/// How many octets a zone takes when it travels, without compression.
pub(super) fn size(contents: &Contents) -> usize {
    let sets =
        contents.names.iter().flat_map(|(owner, sets)| sets.values().map(move |it| (owner, it)));
    let records = sets.chain(&contents.denial).map(|(owner, set)| {
        let rdata = set.rdata.iter().chain(&set.signatures);
        rdata.map(|rdata| owner.len() + 10 + rdata.len()).sum::<usize>()
    });
    records.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::name;

    fn zone(serial: u8, addresses: &[(&str, u32, u8)]) -> Contents {
        let apex = name("shoes.example").unwrap();
        let mut contents = Contents::new(apex.clone(), u32::from(serial));
        let soa = [&[0, 0, 0, 0, 0, serial][..], &[0; 16]].concat();
        let soa = Rr { owner: apex, rtype: Rtype::SOA, ttl: 300, rdata: Bytes::from(soa) };
        contents.insert(soa);
        for (owner, ttl, last) in addresses {
            let rdata = Bytes::from(vec![192, 0, 2, *last]);
            let owner = name(owner).unwrap();
            contents.insert(Rr { owner, rtype: Rtype::A, ttl: *ttl, rdata });
        }
        contents
    }

    fn told(difference: &Difference) -> Vec<String> {
        let records = difference.records.clone().into_iter();
        let told = records.map(|rr| {
            let last = if rr.rtype == Rtype::SOA { rr.rdata[5] } else { rr.rdata[3] };
            format!("{} {} {} {last}", rr.owner, rr.ttl, rr.rtype)
        });
        told.collect()
    }

    #[test]
    fn only_what_changed_travels() {
        let before = zone(1, &[("a.shoes.example", 300, 1), ("b.shoes.example", 300, 1)]);
        let after = zone(2, &[("a.shoes.example", 300, 1), ("a.shoes.example", 300, 2)]);
        let difference = Difference::between(&before, &after).unwrap();
        assert_eq!((difference.from, difference.to), (1, 2));
        let expected = [
            "shoes.example 300 SOA 1",
            "b.shoes.example 300 A 1",
            "shoes.example 300 SOA 2",
            "a.shoes.example 300 A 2",
        ];
        assert_eq!(told(&difference), expected);
    }

    #[test]
    fn records_that_live_longer_are_other_records() {
        let before = zone(1, &[("a.shoes.example", 300, 1)]);
        let after = zone(2, &[("a.shoes.example", 600, 1)]);
        let difference = Difference::between(&before, &after).unwrap();
        let expected = [
            "shoes.example 300 SOA 1",
            "a.shoes.example 300 A 1",
            "shoes.example 300 SOA 2",
            "a.shoes.example 600 A 1",
        ];
        assert_eq!(told(&difference), expected);
    }
}
