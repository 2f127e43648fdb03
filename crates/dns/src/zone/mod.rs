//! Zones as they are answered from: immutable, packed into a few kilobytes, shared by all threads.
//!
//! `pack` writes the RRsets of a zone one after the other as they travel, so that answering is
//! copying; `view` reads them, and `Zones` is the table of all zones.

mod hash;
mod links;
mod pack;
mod parts;
mod proof;
mod set;
mod suffixes;
mod table;
mod unpack;
mod view;

pub(crate) use hash::keyed as keyed_hash;
pub(crate) use set::POINTER;
pub use suffixes::Suffixes;
pub use table::{Found, Zones};
pub(crate) use view::APEX;
pub use view::{Link, Node, Proof, Set};

use crate::contents::Contents;
use crate::names::Name;

/// A zone at one serial, ready to be answered from.
#[derive(Debug)]
pub struct Zone {
    apex: Name,
    apex_labels: u8,
    apex_number: u32,
    serial: u32,
    signed: bool,
    /// How names are hashed for its NSEC3 records.
    hashing: Option<proof::Hashing>,
    /// Where each name stands in `octets`, in order of the hashes.
    nodes: Box<[Slot]>,
    /// Where each NSEC3 record stands in `octets`, in order of the owners.
    denial: Box<[u32]>,
    octets: Box<[u8]>,
}

/// One name of a zone.
#[derive(Debug, Clone, Copy)]
struct Slot {
    hash: u32,
    at: u32,
}

impl Zone {
    /// Packs a zone. What lies outside of it is left out; RFC 5155 owners that are no SHA-1 hash too.
    #[must_use]
    pub fn pack(contents: &Contents) -> Self {
        pack::pack(contents)
    }

    /// What was packed.
    #[must_use]
    pub fn contents(&self) -> Contents {
        unpack::unpack(self)
    }

    /// The name it is for.
    #[must_use]
    pub const fn apex(&self) -> &Name {
        &self.apex
    }

    /// Its serial.
    #[must_use]
    pub const fn serial(&self) -> u32 {
        self.serial
    }

    /// Whether it has keys and signatures.
    #[must_use]
    pub const fn is_signed(&self) -> bool {
        self.signed
    }

    /// How much memory it takes, in octets.
    #[must_use]
    pub fn memory(&self) -> usize {
        size_of::<Self>()
            + self.apex.len()
            + size_of_val(&*self.nodes)
            + size_of_val(&*self.denial)
            + self.octets.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{Rtype, name};
    use crate::zone_file::read_zone;

    const ZONE: &str = r#"
$TTL 300
@ SOA ns1.example.com. hostmaster.example.com. 7 3600 900 604800 300
@ NS ns1
@ NS ns1.provider.example.net.
@ NS ns2.provider.example.net.
@ MX 10 @
@ TXT "text"
ns1 A 192.0.2.1
deep.er.down AAAA 2001:db8::1
*.wild A 192.0.2.2
sub NS ns.sub
sub NS gone.example.com.
ns.sub A 192.0.2.3
_sip._tcp SRV 1 2 5060 ns1
odd TYPE2 \# 2 0501
@ DNSKEY 257 3 13 AAAA
@ NSEC3PARAM 1 0 0 -
@ RRSIG NS 13 2 3600 20300101000000 20200101000000 1 example.com. AAAA
0p9mhaveqvm6t7vbl5lop2u3t2rp3tom NSEC3 1 0 0 - 2t7b4g4vsa5smi47k61mv5bv1a22bojr NS SOA
0p9mhaveqvm6t7vbl5lop2u3t2rp3tom RRSIG NSEC3 13 3 300 20300101000000 20200101000000 1 example.com. AA==
"#;

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        let apex = name("example.com").unwrap();
        let contents = read_zone(ZONE, &apex).unwrap();
        let zone = Zone::pack(&contents);
        assert_eq!(zone.contents(), contents);
        assert_eq!((zone.serial(), zone.is_signed(), zone.apex()), (7, true, &apex));
        assert!(zone.memory() < 2300, "{}", zone.memory());
    }

    #[test]
    fn names_between_exist_and_names_below_a_cut_are_hidden() {
        let zone = Zone::pack(&read_zone(ZONE, &name("example.com").unwrap()).unwrap());
        let node = |text: &str| {
            let name = Suffixes::read(name(text).unwrap().as_slice()).unwrap();
            zone.find(&name, name.labels())
        };
        assert_eq!(node("er.down.example.com").unwrap().sets().count(), 0);
        assert!(node("up.down.example.com").is_none());
        assert!(node("wild.example.com").unwrap().has_wildcard());
        assert!(node("sub.example.com").unwrap().is_cut());
        assert!(node("ns.sub.example.com").unwrap().is_occluded());
        let glue = node("sub.example.com").unwrap().set(Rtype::NS).unwrap();
        assert_eq!(glue.links().map(|link| link.needed).collect::<Vec<_>>(), [true]);
    }
}
