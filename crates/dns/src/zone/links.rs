//! Which names of a zone stand for others: cuts, wildcards, and the addresses of targets.

use std::collections::BTreeMap;

use super::set::split_label;
use super::view::{NEEDED, marks};
use crate::contents::RrSets;
use crate::names::Rtype;

/// The names of a zone without the apex; those without RRsets have only names below them.
pub type Prefixes<'a> = BTreeMap<&'a [u8], Option<&'a RrSets>>;

/// The marks of a name.
pub fn marks_of(prefixes: &Prefixes<'_>, prefix: &[u8]) -> u8 {
    let mut marked = 0;
    if above(prefix).any(|above| cuts(prefixes, above) || renames(prefixes, above)) {
        marked |= marks::OCCLUDED;
    } else if cuts(prefixes, prefix) {
        marked |= marks::CUT;
    }
    if prefixes.contains_key([b"\x01*", prefix].concat().as_slice()) {
        marked |= marks::WILDCARD;
    }
    marked
}

/// The names above one, the nearest first, the apex last.
pub fn above(prefix: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::successors(shorter(prefix), |above| shorter(above))
}

fn shorter(prefix: &[u8]) -> Option<&[u8]> {
    split_label(prefix).map(|(_, rest)| rest)
}

fn cuts(prefixes: &Prefixes<'_>, prefix: &[u8]) -> bool {
    !prefix.is_empty() && has(prefixes, prefix, Rtype::NS)
}

fn renames(prefixes: &Prefixes<'_>, prefix: &[u8]) -> bool {
    has(prefixes, prefix, Rtype::DNAME)
}

fn has(prefixes: &Prefixes<'_>, prefix: &[u8], rtype: Rtype) -> bool {
    prefixes.get(prefix).copied().flatten().is_some_and(|sets| sets.contains_key(&rtype))
}

/// The name whose addresses a target has: itself, or the wildcard that covers it.
fn addressed(prefixes: &Prefixes<'_>, target: &[u8]) -> Option<Vec<u8>> {
    let found = if prefixes.contains_key(target) {
        target.to_vec()
    } else {
        let encloser = above(target).find(|above| prefixes.contains_key(above))?;
        if marks_of(prefixes, encloser) & (marks::CUT | marks::OCCLUDED) != 0 {
            return None;
        }
        [b"\x01*", encloser].concat()
    };
    let has = |rtype| has(prefixes, &found, rtype);
    (has(Rtype::A) || has(Rtype::AAAA)).then_some(found)
}

/// The number of the node with the addresses of `target`, a name with the apex, as a link says it:
/// marked when the target lies below `cut`, so that nobody finds it without.
pub fn link(
    prefixes: &Prefixes<'_>,
    numbers: &BTreeMap<&[u8], u32>,
    apex: &[u8],
    target: &[u8],
    cut: Option<&[u8]>,
) -> Option<u32> {
    let prefix = target.strip_suffix(apex)?;
    // The end may look like the apex in the middle of a label.
    let aligned = prefix.is_empty() || above(prefix).any(<[u8]>::is_empty);
    let node = *numbers.get(addressed(prefixes, prefix).filter(|_| aligned)?.as_slice())?;
    let needed = cut.is_some_and(|cut| prefix == cut || above(prefix).any(|above| above == cut));
    Some(if needed { node | NEEDED } else { node })
}
