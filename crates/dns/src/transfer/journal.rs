//! The differences of zones, kept in memory within bounds.

use std::collections::{HashMap, VecDeque};

use super::difference::Difference;
use super::records::Packed;
use crate::names::Name;

/// The differences of all zones.
#[derive(Debug, Default)]
pub(super) struct Journal {
    zones: HashMap<Name, Steps>,
    /// All entries, the oldest first, also some that are gone already.
    order: VecDeque<(Name, u64)>,
    next: u64,
    entries: usize,
    bytes: usize,
    most_bytes: usize,
}

/// The differences of one zone, the oldest first.
#[derive(Debug, Default)]
struct Steps {
    entries: VecDeque<Entry>,
    bytes: usize,
}

#[derive(Debug)]
struct Entry {
    number: u64,
    difference: Difference,
}

impl Journal {
    pub(super) fn new(most_bytes: usize) -> Self {
        Self { most_bytes, ..Self::default() }
    }

    /// Adds a difference; those of the zone take no more than `most` octets together.
    pub(super) fn add(&mut self, apex: &Name, difference: Difference, most: usize) {
        let last = self.zones.get(apex).and_then(|steps| steps.entries.back());
        let follows = last.is_none_or(|last| last.difference.to == difference.from);
        let is_forward = is_newer(difference.to, difference.from);
        if !follows || !is_forward || difference.records.len() > most {
            self.forget(apex);
        }
        if !is_forward || difference.records.len() > most {
            return;
        }
        let size = difference.records.len();
        let number = self.next;
        self.next += 1;
        self.order.push_back((apex.clone(), number));
        let steps = self.zones.entry(apex.clone()).or_default();
        steps.entries.push_back(Entry { number, difference });
        steps.bytes += size;
        self.bytes += size;
        self.entries += 1;
        while self.zones.get(apex).is_some_and(|steps| steps.bytes > most) {
            self.drop_oldest(apex);
        }
        self.shrink();
    }

    /// Lets the oldest difference of a zone go.
    fn drop_oldest(&mut self, apex: &Name) {
        let Some(steps) = self.zones.get_mut(apex) else { return };
        if let Some(oldest) = steps.entries.pop_front() {
            let size = oldest.difference.records.len();
            steps.bytes -= size;
            self.bytes -= size;
            self.entries -= 1;
        }
        if steps.entries.is_empty() {
            self.zones.remove(apex);
        }
    }

    /// Lets the oldest differences of all go until there is room.
    fn shrink(&mut self) {
        while self.bytes > self.most_bytes
            && let Some((apex, number)) = self.order.pop_front()
        {
            let oldest = self.zones.get(&apex).and_then(|steps| steps.entries.front());
            if oldest.is_some_and(|oldest| oldest.number == number) {
                self.drop_oldest(&apex);
            }
        }
        if self.order.len() > 2 * self.entries + 1024 {
            let zones = &self.zones;
            self.order.retain(|(apex, number)| {
                let oldest = zones.get(apex).and_then(|steps| steps.entries.front());
                oldest.is_some_and(|oldest| oldest.number <= *number)
            });
        }
    }

    /// Forgets what is known of a zone.
    pub(super) fn forget(&mut self, apex: &Name) {
        if let Some(steps) = self.zones.remove(apex) {
            self.bytes -= steps.bytes;
            self.entries -= steps.entries.len();
        }
    }

    /// The steps from a serial to another; none where they are not known.
    pub(super) fn steps(&self, apex: &Name, from: u32, to: u32) -> Option<Vec<Packed>> {
        let entries = &self.zones.get(apex)?.entries;
        let mut steps = Vec::new();
        for entry in entries.iter().skip_while(|entry| entry.difference.from != from) {
            steps.push(entry.difference.records.clone());
            if entry.difference.to == to {
                return Some(steps);
            }
        }
        None
    }
}

/// Whether a serial is higher than another (RFC 1982).
pub(super) const fn is_newer(serial: u32, than: u32) -> bool {
    serial != than && serial.wrapping_sub(than) < 1 << 31
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::contents::Rr;
    use crate::names::{Rtype, name};

    fn step(from: u32, to: u32) -> Difference {
        let owner = name("shoes.example").unwrap();
        let rr = Rr { owner, rtype: Rtype::TXT, ttl: 1, rdata: Bytes::from(vec![0; 77]) };
        Difference { from, to, records: std::iter::once(rr).collect() }
    }

    #[test]
    fn steps_lead_from_any_serial_that_is_remembered() {
        let apex = name("shoes.example").unwrap();
        let mut journal = Journal::new(10_000);
        for serial in 1..=5 {
            journal.add(&apex, step(serial, serial + 1), 350);
        }
        // Three of a hundred octets each fit into 350.
        assert!(journal.steps(&apex, 2, 6).is_none());
        assert_eq!(journal.steps(&apex, 3, 6).unwrap().len(), 3);
        assert_eq!(journal.steps(&apex, 3, 4).unwrap().len(), 1);
        assert!(journal.steps(&apex, 6, 7).is_none());
        // A step that does not follow begins anew, and one back does too.
        journal.add(&apex, step(9, 10), 350);
        assert!(journal.steps(&apex, 5, 6).is_none());
        assert!(journal.steps(&apex, 9, 10).is_some());
        journal.add(&apex, step(10, 2), 350);
        assert!(journal.steps(&apex, 9, 10).is_none());
        assert_eq!((journal.bytes, journal.entries), (0, 0));
    }

    #[test]
    fn all_zones_together_stay_within_bounds() {
        let mut journal = Journal::new(1000);
        for round in 0..100 {
            for zone in 0..50 {
                let apex = name(&format!("z{zone}.example")).unwrap();
                journal.add(&apex, step(round, round + 1), 350);
                assert!(journal.bytes <= 1000);
            }
        }
        assert!(journal.entries <= 10 && journal.zones.len() <= 10);
        assert!(journal.order.len() <= 2 * journal.entries + 1024);
    }

    #[test]
    fn serials_go_round() {
        assert!(is_newer(1, u32::MAX));
        assert!(!is_newer(u32::MAX, 1));
        assert!(!is_newer(7, 7));
    }
}
