//! Reads what `super::pack` wrote. Everything is looked up with a check, so that octets that make no
//! sense are nothing found.
//!
//! A node is: marks, length of the prefix, number of RRsets; in a zone with NSEC3 the places of two
//! proofs; the prefix (the labels before the apex); the RRsets. An RRset is described at `Set`.

use super::proof::Hashed;
use super::{Slot, Suffixes, Zone};
use crate::names::Rtype;

/// Marks of a node.
pub mod marks {
    /// NS records delegate it to other servers.
    pub const CUT: u8 = 1;
    /// It lies below a cut or a DNAME.
    pub const OCCLUDED: u8 = 2;
    /// `*` exists below it.
    pub const WILDCARD: u8 = 4;
}

/// The place of no proof.
pub const NOWHERE: u32 = u32::MAX;
/// A pointer that says the apex; all others count from the beginning of their RRset.
pub const APEX: u16 = 0xffff;

/// A name of a zone and what stands there.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    zone: &'a Zone,
    marks: u8,
    prefix: &'a [u8],
    count: u16,
    sets: usize,
    matching: u32,
    wildcard: u32,
}

/// The records of one type at one name, and their signatures behind them, as they travel: the owner is a
/// pointer to the question's name (an NSEC3 record has its own), names that can be compressed are.
#[derive(Debug, Clone, Copy)]
pub struct Set<'a> {
    /// Where it stands in the zone, so that it can be told from others.
    pub place: u32,
    /// Its type.
    pub rtype: u16,
    /// How many records it has.
    pub count: u16,
    /// How many signatures stand behind them.
    pub signatures: u16,
    /// Where pointers stand that have to be adapted to the message, two octets each.
    pub patches: &'a [u8],
    links: &'a [u8],
    /// Records and signatures.
    pub octets: &'a [u8],
    /// How much of it is records.
    pub records: usize,
}

/// A name in a record's data with addresses in this zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Where the name stands in the octets of the set; none when it is the apex.
    pub position: Option<u16>,
    /// The node with the addresses.
    pub node: u32,
    /// Whether nobody gets further without them (RFC 9471).
    pub needed: bool,
}

/// An NSEC3 record set.
#[derive(Debug, Clone, Copy)]
pub struct Proof<'a> {
    /// Its owner, hashed.
    pub owner: &'a Hashed,
    /// The record.
    pub set: Set<'a>,
    /// The place in the zone.
    pub place: u32,
}

impl Zone {
    /// The node of the last `labels` labels of `name`, which lies in the zone.
    #[must_use]
    #[inline]
    pub fn find(&self, name: &Suffixes, labels: usize) -> Option<Node<'_>> {
        let (suffix, hash) = name.suffix(labels)?;
        let prefix = suffix.get(..suffix.len().checked_sub(self.apex.len())?)?;
        self.find_prefix(hash, [&[], prefix])
    }

    /// The node `*` below the last `labels` labels of `name`.
    #[must_use]
    pub fn find_wildcard(&self, name: &Suffixes, labels: usize) -> Option<Node<'_>> {
        let (suffix, hash) = name.suffix(labels)?;
        let prefix = suffix.get(..suffix.len().checked_sub(self.apex.len())?)?;
        self.find_prefix(super::hash::child(hash, b"*"), [b"\x01*", prefix])
    }

    #[inline]
    fn find_prefix(&self, hash: u64, [front, back]: [&[u8]; 2]) -> Option<Node<'_>> {
        let hash = short(hash);
        let first = super::table::search(&self.nodes, u64::from(hash) << 32, |slot: &Slot| {
            u64::from(slot.hash) << 32
        });
        let candidates = self.nodes.get(first..)?.iter().take_while(|slot| slot.hash == hash);
        candidates
            .filter_map(|slot| self.read_node(slot.at))
            .find(|node| node.prefix.strip_prefix(front).is_some_and(|rest| rest == back))
    }

    /// The node with a number, as [`Link`] says it.
    #[must_use]
    pub fn node(&self, number: u32) -> Option<Node<'_>> {
        self.read_node(self.nodes.get(number as usize)?.at)
    }

    /// The node of the apex.
    #[must_use]
    pub fn apex_node(&self) -> Option<Node<'_>> {
        self.node(self.apex_number)
    }

    /// All nodes.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.nodes.iter().filter_map(|slot| self.read_node(slot.at))
    }

    fn read_node(&self, at: u32) -> Option<Node<'_>> {
        let at = at as usize;
        let [marks, length, high, low] = *self.octets.get(at..)?.first_chunk()?;
        let mut prefix = at + 4;
        let (mut matching, mut wildcard) = (NOWHERE, NOWHERE);
        if self.hashing.is_some() {
            matching = u32_at(&self.octets, prefix)?;
            wildcard = u32_at(&self.octets, prefix + 4)?;
            prefix += 8;
        }
        let sets = prefix + usize::from(length);
        Some(Node {
            zone: self,
            marks,
            prefix: self.octets.get(prefix..sets)?,
            count: u16::from_be_bytes([high, low]),
            sets,
            matching,
            wildcard,
        })
    }

    fn read_set(&self, at: usize) -> Option<(Set<'_>, usize)> {
        let header = self.octets.get(at..)?.first_chunk::<18>()?;
        let half = |at| u16_at(header, at);
        let patches_at = at + header.len();
        let links_at = patches_at + 2 * usize::from(half(6)?);
        let octets_at = links_at + 6 * usize::from(half(8)?);
        let records = u32_at(header, 10)? as usize;
        let end = octets_at + records + u32_at(header, 14)? as usize;
        let set = Set {
            place: u32::try_from(at).ok()?,
            rtype: half(0)?,
            count: half(2)?,
            signatures: half(4)?,
            patches: self.octets.get(patches_at..links_at)?,
            links: self.octets.get(links_at..octets_at)?,
            octets: self.octets.get(octets_at..end)?,
            records,
        };
        Some((set, end))
    }

    /// How many labels the apex has.
    #[must_use]
    pub const fn apex_labels(&self) -> usize {
        self.apex_labels as usize
    }

    /// The NSEC3 record that matches or covers a name in lower case, and whether it matches.
    #[must_use]
    pub fn proof_for(&self, name: &[u8]) -> Option<(Proof<'_>, bool)> {
        let hashed = self.hashing.as_ref()?.hash(name);
        self.proof_near(&hashed)
    }

    /// The NSEC3 record with this owner, or the last one before, with the order taken as a circle.
    pub(super) fn proof_near(&self, hashed: &Hashed) -> Option<(Proof<'_>, bool)> {
        let owner = |at: u32| self.octets.get(at as usize..).and_then(|at| at.first_chunk());
        let behind = self.denial.partition_point(|at| owner(*at).is_some_and(|it| it <= hashed));
        let place = behind.checked_sub(1).or_else(|| self.denial.len().checked_sub(1))?;
        let proof = self.proof(u32::try_from(place).ok()?)?;
        Some((proof, proof.owner == hashed))
    }

    /// The NSEC3 record at a place.
    #[must_use]
    pub fn proof(&self, place: u32) -> Option<Proof<'_>> {
        let at = *self.denial.get(place as usize)? as usize;
        let (set, _) = self.read_set(at + 20)?;
        Some(Proof { owner: self.octets.get(at..)?.first_chunk()?, set, place })
    }

    /// All NSEC3 records.
    pub(super) fn proofs(&self) -> impl Iterator<Item = Proof<'_>> {
        (0..NOWHERE).map_while(|place| self.proof(place))
    }
}

impl<'a> Node<'a> {
    /// Whether it is delegated.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.marks & marks::CUT != 0
    }

    /// Whether it lies below a delegation or a DNAME, so that it is no answer.
    #[must_use]
    pub const fn is_occluded(&self) -> bool {
        self.marks & marks::OCCLUDED != 0
    }

    /// Whether `*` exists below it.
    #[must_use]
    pub const fn has_wildcard(&self) -> bool {
        self.marks & marks::WILDCARD != 0
    }

    /// Its name without the apex.
    #[must_use]
    pub const fn prefix(&self) -> &'a [u8] {
        self.prefix
    }

    /// The RRset of a type.
    #[must_use]
    #[inline]
    pub fn set(&self, rtype: Rtype) -> Option<Set<'a>> {
        let wanted = rtype.to_int();
        self.sets().find(|set| set.rtype >= wanted).filter(|set| set.rtype == wanted)
    }

    /// Its RRsets in order of their types.
    #[inline]
    pub fn sets(&self) -> impl Iterator<Item = Set<'a>> + use<'a> {
        let (zone, mut at) = (self.zone, self.sets);
        (0..self.count).map_while(move |_| {
            let (set, end) = zone.read_set(at)?;
            at = end;
            Some(set)
        })
    }

    /// The NSEC3 record whose owner is the hash of this name.
    #[must_use]
    pub fn proof(&self) -> Option<Proof<'a>> {
        self.zone.proof(self.matching)
    }

    /// The NSEC3 record that covers `*` below this name.
    #[must_use]
    pub fn proof_of_no_wildcard(&self) -> Option<Proof<'a>> {
        self.zone.proof(self.wildcard)
    }
}

impl<'a> Set<'a> {
    /// The names in its data that have addresses here.
    pub fn links(&self) -> impl Iterator<Item = Link> + use<'a> {
        self.links.chunks_exact(6).filter_map(|link| {
            let position = Some(u16_at(link, 0)?).filter(|position| *position != APEX);
            let node = u32_at(link, 2)?;
            Some(Link { position, node: node & !NEEDED, needed: node & NEEDED != 0 })
        })
    }

    /// Where each record and signature begins.
    pub fn starts(&self) -> impl Iterator<Item = usize> + use<'a> {
        let (octets, mut at) = (self.octets, 0);
        std::iter::from_fn(move || {
            let start = at;
            at = start + 12 + usize::from(u16_at(octets, start + 10)?);
            Some(start)
        })
    }
}

/// Marks a link whose addresses are needed.
pub const NEEDED: u32 = 1 << 31;

/// The half of a hash that nodes are sorted by.
pub const fn short(hash: u64) -> u32 {
    let [a, b, c, d, ..] = hash.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

#[inline]
pub fn u16_at(octets: &[u8], at: usize) -> Option<u16> {
    octets.get(at..)?.first_chunk().map(|it| u16::from_be_bytes(*it))
}

#[inline]
pub fn u32_at(octets: &[u8], at: usize) -> Option<u32> {
    octets.get(at..)?.first_chunk().map(|it| u32::from_be_bytes(*it))
}
