//! Finds where a name leads in a zone (RFC 1034 §4.3.2, step 3).

use crate::names::Rtype;
use crate::zone::{Node, Set, Suffixes, Zone};

/// Where a name leads.
#[derive(Debug)]
pub enum Place<'a> {
    /// It exists.
    Exact(Node<'a>),
    /// It does not exist, and `*` does below the longest name above it that exists (RFC 4592).
    Wildcard {
        /// The node `*`.
        node: Node<'a>,
        /// How many labels the closest encloser has.
        labels: usize,
    },
    /// It is delegated.
    Cut {
        /// Where to.
        node: Node<'a>,
        /// How many labels that has.
        labels: usize,
    },
    /// It lies below a name that is renamed with all below it (RFC 6672).
    Renamed {
        /// The DNAME record.
        set: Set<'a>,
        /// How many labels its owner has.
        labels: usize,
    },
    /// It does not exist.
    Missing {
        /// How many labels the closest encloser has.
        labels: usize,
    },
}

/// Finds where `name` leads, which lies in the zone. None when the zone has no apex.
#[inline]
pub fn look_up<'a>(zone: &'a Zone, name: &Suffixes, rtype: Rtype) -> Option<Place<'a>> {
    let mut labels = name.labels();
    let mut encloser = zone.find(name, labels);
    if let Some(node) = encloser {
        // DS records stand above the cut (RFC 4035 §3.1.4.1).
        if !node.is_occluded() && (!node.is_cut() || rtype == Rtype::DS) {
            return Some(Place::Exact(node));
        }
    }
    while encloser.is_none() && labels > zone.apex_labels() {
        labels -= 1;
        encloser = zone.find(name, labels);
    }
    let encloser = encloser?;
    if encloser.is_cut() || encloser.is_occluded() {
        return occluded(zone, name, labels);
    }
    if labels < name.labels()
        && let Some(set) = encloser.set(Rtype::DNAME)
    {
        return Some(Place::Renamed { set, labels });
    }
    let wildcard = encloser.has_wildcard().then(|| zone.find_wildcard(name, labels)).flatten();
    Some(match wildcard {
        Some(node) => Place::Wildcard { node, labels },
        None => Place::Missing { labels },
    })
}

/// The cut or the DNAME that a name lies at or below.
fn occluded<'a>(zone: &'a Zone, name: &Suffixes, from: usize) -> Option<Place<'a>> {
    let mut above = (zone.apex_labels()..=from).rev().filter_map(|labels| {
        let node = zone.find(name, labels)?;
        Some((node, labels))
    });
    let (node, labels) = above.find(|(node, _)| !node.is_occluded())?;
    match node.set(Rtype::DNAME) {
        Some(set) if !node.is_cut() => Some(Place::Renamed { set, labels }),
        _ => Some(Place::Cut { node, labels }),
    }
}
