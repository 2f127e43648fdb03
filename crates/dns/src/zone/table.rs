//! The table of all zones. Reading never waits; a change replaces one of many small tables.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;

use super::{Suffixes, Zone};
use crate::names::Name;

/// How many tables there are.
const SHARDS: usize = 1024;

/// All zones that are answered from.
#[derive(Debug)]
pub struct Zones {
    shards: Box<[ArcSwap<Shard>]>,
    /// The most labels an apex ever had: longer suffixes are not looked up.
    deepest: AtomicUsize,
    count: AtomicUsize,
    /// One writer at a time.
    writing: Mutex<()>,
}

/// Zones in order of the hashes of their apexes.
type Shard = Vec<Entry>;

#[derive(Debug, Clone)]
struct Entry {
    hash: u64,
    kept: Kept,
}

#[derive(Debug, Clone)]
enum Kept {
    Loaded(Arc<Zone>),
    Promised(Arc<Name>),
}

/// What was found for a name.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// The zone it lies in.
    Zone(&'a Zone),
    /// The apex of the zone it lies in, which is not loaded yet.
    Promised(&'a Name),
    /// No zone.
    Nothing,
}

impl Zones {
    /// A table without zones.
    #[must_use]
    pub fn new() -> Self {
        Self {
            shards: (0..SHARDS).map(|_| ArcSwap::default()).collect(),
            deepest: AtomicUsize::new(0),
            count: AtomicUsize::new(0),
            writing: Mutex::new(()),
        }
    }

    /// Answers from this zone from now on; what was answered from until now.
    pub fn put(&self, zone: impl Into<Arc<Zone>>) -> Option<Arc<Zone>> {
        let zone = zone.into();
        let apex = zone.apex().clone();
        self.replace(&apex, Some(Kept::Loaded(zone)))
    }

    /// There is a zone with this apex, which is loaded when somebody asks for it. A zone that is loaded
    /// stays.
    pub fn promise(&self, apex: Name) {
        self.replace(&apex.clone(), Some(Kept::Promised(Arc::new(apex))));
    }

    /// Answers from this zone no more; what was answered from until now.
    pub fn remove(&self, apex: &Name) -> Option<Arc<Zone>> {
        self.replace(apex, None)
    }

    /// The zone with this apex, when it is loaded.
    #[must_use]
    pub fn get(&self, apex: &Name) -> Option<Arc<Zone>> {
        let name = Suffixes::read(apex.as_slice())?;
        let (octets, hash) = name.suffix(name.labels())?;
        let shard = self.shard(hash)?.load();
        match &shard.get(place(&shard, octets, hash)?)?.kept {
            Kept::Loaded(zone) => Some(Arc::clone(zone)),
            Kept::Promised(_) => None,
        }
    }

    /// Calls `with` with the zone that has the longest apex that `name` is or lies below; the apex has
    /// at most `most` labels, so that the zone above can be asked for.
    #[inline]
    pub fn find<R>(&self, name: &Suffixes, most: usize, with: impl FnOnce(Found<'_>) -> R) -> R {
        let most = most.min(name.labels()).min(self.deepest.load(Ordering::Relaxed));
        for labels in (0..=most).rev() {
            let Some((octets, hash)) = name.suffix(labels) else {
                continue;
            };
            let Some(shard) = self.shard(hash).map(ArcSwap::load) else {
                continue;
            };
            match place(&shard, octets, hash).and_then(|place| shard.get(place)) {
                Some(Entry { kept: Kept::Loaded(zone), .. }) => return with(Found::Zone(zone)),
                Some(Entry { kept: Kept::Promised(apex), .. }) => {
                    return with(Found::Promised(apex));
                }
                None => {}
            }
        }
        with(Found::Nothing)
    }

    /// How many zones there are, loaded or promised.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The apexes of all zones, loaded or promised, in no order.
    #[must_use]
    pub fn apexes(&self) -> Vec<Name> {
        let shards = self.shards.iter().map(ArcSwap::load_full);
        shards
            .flat_map(|shard| shard.iter().map(Entry::apex).cloned().collect::<Vec<_>>())
            .collect()
    }

    /// How much memory the zones and the table take, in octets.
    #[must_use]
    pub fn memory(&self) -> usize {
        let shards = self.shards.iter().map(|shard| {
            let zones = shard.load().iter().map(Entry::memory).sum::<usize>();
            zones + size_of::<ArcSwap<Shard>>() + size_of::<Shard>()
        });
        shards.sum()
    }

    fn replace(&self, apex: &Name, kept: Option<Kept>) -> Option<Arc<Zone>> {
        let name = Suffixes::read(apex.as_slice())?;
        let (octets, hash) = name.suffix(name.labels())?;
        let _one = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = self.shard(hash)?;
        let mut shard = Shard::clone(&slot.load());
        let known = place(&shard, octets, hash);
        let loaded = known.and_then(|place| shard.get(place)).is_some_and(Entry::is_loaded);
        if loaded && matches!(kept, Some(Kept::Promised(_))) {
            return None;
        }
        let before = known.map(|place| shard.remove(place));
        if before.is_some() {
            self.count.fetch_sub(1, Ordering::Relaxed);
        }
        if let Some(kept) = kept {
            let place = shard.partition_point(|entry| entry.hash < hash);
            shard.insert(place, Entry { hash, kept });
            self.deepest.fetch_max(name.labels(), Ordering::Relaxed);
            self.count.fetch_add(1, Ordering::Relaxed);
        }
        slot.store(Arc::new(shard));
        match before?.kept {
            Kept::Loaded(zone) => Some(zone),
            Kept::Promised(_) => None,
        }
    }

    /// The table for a hash: by its last octets, since the entries are in order of its first.
    #[inline]
    fn shard(&self, hash: u64) -> Option<&ArcSwap<Shard>> {
        let [.., high, low] = hash.to_be_bytes();
        self.shards.get(usize::from(u16::from_be_bytes([high, low])) % SHARDS)
    }
}

impl Default for Zones {
    fn default() -> Self {
        Self::new()
    }
}

impl Entry {
    const fn is_loaded(&self) -> bool {
        matches!(self.kept, Kept::Loaded(_))
    }

    fn apex(&self) -> &Name {
        match &self.kept {
            Kept::Loaded(zone) => zone.apex(),
            Kept::Promised(apex) => apex,
        }
    }

    fn memory(&self) -> usize {
        let own = match &self.kept {
            Kept::Loaded(zone) => zone.memory(),
            Kept::Promised(apex) => size_of::<Name>() + apex.len(),
        };
        // Two counters stand before what is shared.
        own + size_of::<Self>() + 2 * size_of::<usize>()
    }
}

#[inline]
fn place(shard: &[Entry], apex: &[u8], hash: u64) -> Option<usize> {
    let first = search(shard, hash, |entry| entry.hash);
    let same = shard.get(first..)?.iter().take_while(|entry| entry.hash == hash);
    same.zip(first..).find(|(entry, _)| entry.apex().as_slice() == apex).map(|(_, place)| place)
}

/// The first of `items`, which are in order, whose hash is not below `hash`. Hashes are spread evenly:
/// it is looked for around where it should be first.
#[inline]
pub fn search<T>(items: &[T], hash: u64, of: impl Fn(&T) -> u64) -> usize {
    const AROUND: usize = 8;
    let expected = (u128::from(hash) * items.len() as u128) >> 64;
    let expected = usize::try_from(expected).unwrap_or(0);
    let (low, high) = (expected.saturating_sub(AROUND), (expected + AROUND).min(items.len()));
    let below = low == 0 || items.get(low).is_some_and(|item| of(item) < hash);
    let above = high == items.len() || items.get(high).is_some_and(|item| of(item) >= hash);
    let (low, high) = if below && above { (low, high) } else { (0, items.len()) };
    low + items.get(low..high).unwrap_or_default().partition_point(|item| of(item) < hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::name;
    use crate::zone_file::read_zone;

    fn zone(apex: &str, serial: u32) -> Zone {
        let text = format!("@ 60 SOA a b {serial} 1 1 1 1\n@ 60 NS ns.example.net.");
        Zone::pack(&read_zone(&text, &name(apex).unwrap()).unwrap())
    }

    fn found(zones: &Zones, at: &str, most: usize) -> String {
        let at = Suffixes::read(name(at).unwrap().as_slice()).unwrap();
        zones.find(&at, most, |found| match found {
            Found::Zone(zone) => format!("{} {}", zone.apex(), zone.serial()),
            Found::Promised(apex) => format!("{apex} later"),
            Found::Nothing => "nothing".to_owned(),
        })
    }

    #[test]
    fn the_longest_apex_is_found_and_replaced_as_a_whole() {
        let zones = Zones::new();
        zones.put(zone("example.com", 1));
        zones.promise(name("sub.example.com").unwrap());
        assert_eq!(found(&zones, "www.example.com", 127), "example.com 1");
        assert_eq!(found(&zones, "www.sub.example.com", 127), "sub.example.com later");
        assert_eq!(found(&zones, "sub.example.com", 2), "example.com 1");
        assert_eq!(found(&zones, "example.org", 127), "nothing");
        let before = zones.put(zone("example.com", 2)).unwrap();
        assert_eq!((before.serial(), zones.len()), (1, 2));
        zones.promise(name("example.com").unwrap());
        assert_eq!(zones.get(&name("example.com").unwrap()).unwrap().serial(), 2);
        assert!(zones.remove(&name("sub.example.com").unwrap()).is_none());
        assert_eq!(found(&zones, "www.sub.example.com", 127), "example.com 2");
        assert_eq!(zones.len(), 1);
    }

    #[test]
    fn none_of_many_is_lost() {
        let zones = Zones::new();
        (0..5000).for_each(|n| zones.promise(name(&format!("zone-{n}.example")).unwrap()));
        assert_eq!((zones.len(), zones.apexes().len()), (5000, 5000));
        assert!(
            (0..5000).all(|n| found(&zones, &format!("a.zone-{n}.example"), 9).contains("later"))
        );
    }
}
