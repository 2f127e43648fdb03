//! The parts of a packed zone, for whoever wants them one after the other and not all at once.

use super::pack::label;
use super::unpack::{below, records};
use super::{Suffixes, Zone};
use crate::contents::{RrSet, RrSets};
use crate::names::{Name, Rtype};

impl Zone {
    /// The RRsets of the name with a number, in no order; none behind the last. A name that has only
    /// names below it has none.
    pub(crate) fn sets_at(&self, number: u32) -> Option<(Name, RrSets)> {
        let node = self.node(number)?;
        let sets = node.sets().map(|set| (Rtype::from_int(set.rtype), records(self, &set, 2)));
        Some((below(self, node.prefix())?, sets.collect()))
    }

    /// The NSEC3 record with a number; none behind the last.
    pub(crate) fn denial_at(&self, number: u32) -> Option<(Name, RrSet)> {
        let proof = self.proof(number)?;
        let label = label(proof.owner);
        Some((below(self, &label)?, records(self, &proof.set, label.len() + 2)))
    }

    /// Its SOA record.
    pub(crate) fn soa(&self) -> Option<RrSet> {
        let name = Suffixes::read(self.apex.as_slice())?;
        let set = self.find(&name, name.labels())?.set(Rtype::SOA)?;
        Some(records(self, &set, 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contents::Contents;
    use crate::names::name;
    use crate::zone_file::read_zone;

    #[test]
    fn all_parts_are_the_whole() {
        let text = "@ 300 SOA ns1 mail 7 3600 900 604800 300\n@ 300 NS ns1\nns1 300 A 192.0.2.1\n\
                    deep.er.down 300 TXT text\n";
        let whole = read_zone(text, &name("example.com").unwrap()).unwrap();
        let zone = Zone::pack(&whole);
        let mut parts = Contents::new(whole.apex.clone(), whole.serial);
        let sets = (0..).map_while(|number| zone.sets_at(number));
        parts.names.extend(sets.filter(|(_, sets)| !sets.is_empty()));
        parts.denial.extend((0..).map_while(|number| zone.denial_at(number)));
        assert_eq!(parts, whole);
        assert_eq!(zone.soa().as_ref(), whole.set(&whole.apex, Rtype::SOA));
    }
}
