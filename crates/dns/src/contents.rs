//! Zones as RRsets: what is signed, packed, compared, transferred and written to files.

use std::collections::BTreeMap;

use bytes::Bytes;

use crate::names::{Name, Rtype};

/// The records of one type at one name (RFC 2181 §5).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RrSet {
    /// Seconds to live, the same for all of them.
    pub ttl: u32,
    /// The data of each, without compression and with names in lower case, in canonical order
    /// (RFC 4034 §6.3) and none twice.
    pub rdata: Vec<Bytes>,
    /// The data of the RRSIG records that cover it; they live as long as it does.
    pub signatures: Vec<Bytes>,
}

/// RRsets at one name by their types; never RRSIG, which stand with what they cover.
pub type RrSets = BTreeMap<Rtype, RrSet>;

/// A zone at one serial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Its apex.
    pub apex: Name,
    /// Its serial, which the SOA record says too.
    pub serial: u32,
    /// RRsets by owner, also those that lie below a delegation. The apex has SOA and NS always.
    pub names: BTreeMap<Name, RrSets>,
    /// NSEC3 records by their hashed owner, in a signed zone (RFC 5155). They are nobody's neighbours:
    /// a name that exists only here does not exist.
    pub denial: BTreeMap<Name, RrSet>,
}

/// One record, as it travels from zone to zone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rr {
    /// Its owner.
    pub owner: Name,
    /// Its type.
    pub rtype: Rtype,
    /// Seconds to live.
    pub ttl: u32,
    /// Its data without compression.
    pub rdata: Bytes,
}

impl RrSet {
    /// A set of these, brought into order.
    #[must_use]
    pub fn new(ttl: u32, mut rdata: Vec<Bytes>) -> Self {
        rdata.sort();
        rdata.dedup();
        Self { ttl, rdata, signatures: Vec::new() }
    }

    /// Adds a record where it belongs; the set lives as long as its shortest record (RFC 2181 §5.2).
    pub fn insert(&mut self, ttl: u32, rdata: Bytes) {
        self.ttl = if self.rdata.is_empty() { ttl } else { self.ttl.min(ttl) };
        if let Err(place) = self.rdata.binary_search(&rdata) {
            self.rdata.insert(place, rdata);
        }
    }
}

impl Contents {
    /// A zone without any record.
    #[must_use]
    pub const fn new(apex: Name, serial: u32) -> Self {
        Self { apex, serial, names: BTreeMap::new(), denial: BTreeMap::new() }
    }

    /// Adds a record.
    pub fn insert(&mut self, rr: Rr) {
        let sets = self.names.entry(rr.owner).or_default();
        sets.entry(rr.rtype).or_default().insert(rr.ttl, rr.rdata);
    }

    /// The set of a type at a name.
    #[must_use]
    pub fn set(&self, owner: &Name, rtype: Rtype) -> Option<&RrSet> {
        self.names.get(owner)?.get(&rtype)
    }

    /// Whether it has signatures.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.set(&self.apex, Rtype::DNSKEY).is_some()
    }
}
