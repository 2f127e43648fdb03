//! Proofs that something does not exist (RFC 5155 §7.2).

use crate::zone::{Node, Proof, Suffixes, Zone};

/// NSEC3 records to be written, each once, by their places in the zone. At most three belong to an
/// answer, and one to each wildcard on the way to it.
#[derive(Debug, Default)]
pub struct Proofs {
    places: [u32; 24],
    count: usize,
}

impl Proofs {
    fn add(&mut self, proof: Option<Proof<'_>>) {
        let Some(proof) = proof else { return };
        let known = self.places().contains(&proof.place);
        if let Some(place) = self.places.get_mut(self.count).filter(|_| !known) {
            *place = proof.place;
            self.count += 1;
        }
    }

    /// Where they stand in the zone.
    pub fn places(&self) -> &[u32] {
        self.places.get(..self.count).unwrap_or_default()
    }

    /// The name does not exist, nor does a wildcard (§7.2.2).
    pub fn no_name(&mut self, zone: &Zone, name: &Suffixes, labels: usize) {
        if let Some(encloser) = self.closest_encloser(zone, name, labels) {
            self.add(encloser.proof_of_no_wildcard());
        }
    }

    /// A name has no records of the type (§7.2.3, §7.2.4).
    pub fn no_data(&mut self, zone: &Zone, name: &Suffixes, labels: usize, node: &Node<'_>) {
        match node.proof() {
            Some(proof) => self.add(Some(proof)),
            // A delegation without DS may be left out of the chain; something above it stands there.
            None => {
                self.closest_encloser(zone, name, labels.saturating_sub(1));
            }
        }
    }

    /// A wildcard stands for the name, which has no records of the type (§7.2.5).
    pub fn no_data_at_wildcard(
        &mut self,
        zone: &Zone,
        name: &Suffixes,
        labels: usize,
        wildcard: &Node<'_>,
    ) {
        self.closest_encloser(zone, name, labels);
        self.add(wildcard.proof());
    }

    /// The name does not exist, so that a wildcard stands for it (§7.2.6).
    pub fn wildcard(&mut self, zone: &Zone, name: &Suffixes, labels: usize) {
        self.next_closer(zone, name, labels);
    }

    /// The closest encloser exists, and nothing between it and the name (§7.2.1). Gives the encloser.
    fn closest_encloser<'a>(
        &mut self,
        zone: &'a Zone,
        name: &Suffixes,
        labels: usize,
    ) -> Option<Node<'a>> {
        let mut provable = (zone.apex_labels()..=labels).rev().filter_map(|labels| {
            let node = zone.find(name, labels)?;
            Some((node, node.proof()?, labels))
        });
        let (encloser, proof, labels) = provable.next()?;
        self.add(Some(proof));
        self.next_closer(zone, name, labels);
        Some(encloser)
    }

    /// The name one label longer than the closest encloser does not exist.
    fn next_closer(&mut self, zone: &Zone, name: &Suffixes, labels: usize) {
        let covering = name.suffix(labels + 1).and_then(|(next, _)| zone.proof_for(next));
        self.add(covering.filter(|(_, matches)| !matches).map(|(proof, _)| proof));
    }
}
