//! Follows the source: whatever was committed is published.
//!
//! At its start it learns which zones there are, so that names in them are never denied, and then fills
//! them in the background; one that is asked for earlier is filled at once.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::names::Name;
use crate::serve::Loader;
use crate::signing;
use crate::source::{Committed, Published, Unavailable, ZoneSource};
use crate::transfer::Transfers;
use crate::zone::{Zone, Zones};

/// Apexes that are read at once.
const PAGE: usize = 10_000;
/// Zones that are filled at once.
const BATCH: usize = 64;
/// Changes that are read at once.
const CHANGES: usize = 1_000;
/// How often changes are looked for that were committed elsewhere.
const LOOK: Duration = Duration::from_secs(1);
/// How long a number that was left out may still turn up: as long as a transaction may take.
const STILL_COMING: Duration = Duration::from_secs(60);
/// Numbers that were left out and are looked for, at most.
const MOST_MISSING: usize = 1_000;
/// How long nothing has to come before it is written down what is answered: whoever changes zones one after
/// the other does not wait for that.
const QUIET: Duration = Duration::from_millis(20);
/// How long that is put off at most.
const OVERDUE: Duration = Duration::from_secs(1);
/// How long to wait when the source cannot be read.
const PAUSE: Duration = Duration::from_millis(500);

/// Publishes what a source has, until it is stopped.
pub struct Publisher {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// Fills zones from a source.
struct Filler {
    source: Arc<dyn ZoneSource>,
    zones: Arc<Zones>,
    transfers: Arc<Transfers>,
    /// Held while zones are read and replaced: nobody puts an older state over a newer one.
    filling: Mutex<()>,
}

/// How far the changes of a source were followed.
struct Followed {
    after: i64,
    missing: BTreeMap<i64, Instant>,
    /// The newest change of each zone that is answered, and not written down yet; and since when.
    news: BTreeMap<Name, i64>,
    since: Option<Instant>,
}

impl Publisher {
    /// Learns which zones the source has, and begins to publish them; gives who fills a zone at once.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub async fn start(
        source: Arc<dyn ZoneSource>,
        zones: Arc<Zones>,
        transfers: Arc<Transfers>,
    ) -> Result<(Self, Arc<dyn Loader>), Unavailable> {
        let after = source.position().await?;
        let mut empty = Vec::new();
        loop {
            let page = source.apexes(empty.last(), PAGE).await?;
            if page.is_empty() {
                break;
            }
            page.iter().for_each(|apex| zones.promise(apex.clone()));
            empty.extend(page);
        }
        let filler = Arc::new(Filler { source, zones, transfers, filling: Mutex::new(()) });
        let (stop, stopped) = watch::channel(false);
        let followed = Followed::from(after);
        let task = tokio::spawn(Arc::clone(&filler).publish(empty, followed, stopped));
        Ok((Self { stop, task }, filler))
    }

    /// Publishes nothing more.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        // It ended by itself when it panicked, which was logged.
        let _ended = (&mut self.task).await;
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[async_trait]
impl Loader for Filler {
    async fn load(&self, apex: &Name) {
        let _filling = self.filling.lock().await;
        if self.zones.get(apex).is_none()
            && let Err(error) = self.fill(std::slice::from_ref(apex)).await
        {
            tracing::warn!(%apex, %error, "a zone that is asked for was not filled");
        }
    }
}

impl Filler {
    async fn publish(
        self: Arc<Self>,
        mut empty: Vec<Name>,
        mut followed: Followed,
        mut stop: watch::Receiver<bool>,
    ) {
        if empty.is_empty() {
            self.transfers.loaded();
        }
        while !*stop.borrow() {
            let done = match self.follow(&mut followed).await {
                Ok(0) if empty.is_empty() => false,
                Ok(0) => self.fill_some(&mut empty).await.is_ok(),
                Ok(_) => true,
                Err(error) => {
                    tracing::warn!(%error, "changes of zones were not read");
                    tokio::time::sleep(PAUSE).await;
                    true
                }
            };
            if done {
                tokio::task::yield_now().await;
                continue;
            }
            let pause = if followed.news.is_empty() { LOOK } else { QUIET };
            tokio::select! {
                () = self.source.changed() => {}
                () = tokio::time::sleep(pause) => self.write_down(&mut followed).await,
                _ = stop.changed() => {}
            }
        }
        self.write_down(&mut followed).await;
    }

    /// Fills some of the zones that are still empty.
    async fn fill_some(&self, empty: &mut Vec<Name>) -> Result<(), Unavailable> {
        let batch = empty.split_off(empty.len().saturating_sub(BATCH));
        let filled = {
            let _filling = self.filling.lock().await;
            let batch: Vec<Name> =
                batch.iter().filter(|apex| self.zones.get(apex).is_none()).cloned().collect();
            self.fill(&batch).await
        };
        if filled.is_err() {
            empty.extend(batch);
        } else if empty.is_empty() {
            self.transfers.loaded();
        }
        filled.map(drop)
    }

    /// Publishes changes that were committed meanwhile; says how many there were.
    async fn follow(&self, followed: &mut Followed) -> Result<usize, Unavailable> {
        followed.give_up();
        let missing: Vec<i64> = followed.missing.keys().copied().collect();
        let changes = self.source.changes(followed.after, &missing, CHANGES).await?;
        let mut newest: BTreeMap<Name, i64> = BTreeMap::new();
        for change in &changes {
            let known = newest.entry(change.apex.clone()).or_insert(change.id);
            *known = change.id.max(*known);
        }
        let apexes: Vec<Name> = newest.keys().cloned().collect();
        for batch in apexes.chunks(BATCH) {
            let _filling = self.filling.lock().await;
            for stale in self.fill(batch).await? {
                newest.remove(&stale);
            }
        }
        followed.answers(newest);
        if followed.since.is_some_and(|since| since.elapsed() > OVERDUE) {
            self.write_down(followed).await;
        }
        followed.saw(changes.iter().map(|change| change.id));
        Ok(changes.len())
    }

    /// Has the source write down what is answered now. What it cannot take now it gets the next time.
    async fn write_down(&self, followed: &mut Followed) {
        if followed.news.is_empty() {
            return;
        }
        let news = followed.news.iter().map(|(apex, change)| {
            let serial = self.zones.get(apex).map(|zone| zone.serial());
            Published { apex: apex.clone(), secondary: None, serial, change: Some(*change) }
        });
        match self.source.published(news.collect()).await {
            Ok(()) => followed.news.clear(),
            Err(error) => tracing::warn!(%error, "what is answered was not written down"),
        }
        followed.since = (!followed.news.is_empty()).then(Instant::now);
    }

    /// Reads these zones and puts them in the place of what is answered; one that is gone is answered
    /// no more. Gives those that could not be made ready: what is answered of them stays. The caller
    /// holds `filling`.
    async fn fill(&self, apexes: &[Name]) -> Result<Vec<Name>, Unavailable> {
        let mut stale = Vec::new();
        if apexes.is_empty() {
            return Ok(stale);
        }
        let mut committed: BTreeMap<Name, Committed> = BTreeMap::new();
        for zone in self.source.zones(apexes).await? {
            committed.insert(zone.contents.apex.clone(), zone);
        }
        for apex in apexes {
            let before = self.zones.get(apex);
            match committed.remove(apex) {
                Some(zone) => {
                    let Some(zone) = packed(zone, before.clone()).await else {
                        stale.push(apex.clone());
                        continue;
                    };
                    let zone = Arc::new(zone);
                    self.zones.put(Arc::clone(&zone));
                    self.transfers.replaced(apex, before, Some(zone));
                }
                None => {
                    self.zones.remove(apex);
                    self.transfers.replaced(apex, before, None);
                }
            }
        }
        Ok(stale)
    }
}

/// The zone as it is answered from. Signing takes a while, so it is done beside the runtime. A zone that
/// cannot be signed is not served unsigned: what is served stays.
async fn packed(zone: Committed, before: Option<Arc<Zone>>) -> Option<Zone> {
    let Committed { contents, keys } = zone;
    let Some(keys) = keys else { return Some(Zone::pack(&contents)) };
    let apex = contents.apex.clone();
    let work = move || {
        let before = before.filter(|before| before.is_signed()).map(|before| before.contents());
        signing::sign(contents, &keys, before.as_ref()).map(|signed| Zone::pack(&signed))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(zone)) => Some(zone),
        Ok(Err(error)) => {
            tracing::error!(%apex, %error, "a zone was not signed");
            None
        }
        Err(error) => {
            tracing::error!(%apex, %error, "signing a zone ended early");
            None
        }
    }
}

impl Followed {
    /// Nothing behind `after` yet.
    const fn from(after: i64) -> Self {
        Self { after, missing: BTreeMap::new(), news: BTreeMap::new(), since: None }
    }

    /// These changes are answered.
    fn answers(&mut self, newest: BTreeMap<Name, i64>) {
        if !newest.is_empty() {
            self.since.get_or_insert_with(Instant::now);
        }
        self.news.extend(newest);
    }

    /// Numbers between those that were seen may come later: their transactions are still under way.
    fn saw(&mut self, ids: impl Iterator<Item = i64>) {
        for id in ids {
            self.missing.remove(&id);
            if id <= self.after {
                continue;
            }
            let room = MOST_MISSING.saturating_sub(self.missing.len());
            let left_out = (self.after + 1..id).rev().take(room);
            self.missing.extend(left_out.map(|left_out| (left_out, Instant::now())));
            self.after = id;
        }
    }

    fn give_up(&mut self) {
        self.missing.retain(|_, since| since.elapsed() < STILL_COMING);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex as Sync;

    use tokio::sync::Notify;

    use super::*;
    use crate::answer::{Responder, ResponderSettings};
    use crate::names::name;
    use crate::source::ZoneChange;
    use crate::transfer::{Clock, Settings};
    use crate::zone_file::read_zone;

    /// Zones with a serial each, in memory.
    #[derive(Default)]
    struct Memory {
        serials: Sync<BTreeMap<Name, u32>>,
        changes: Sync<Vec<ZoneChange>>,
        published: Sync<Vec<Published>>,
        told: Notify,
    }

    impl Memory {
        /// Commits a zone under a serial, or none any more.
        fn commits(&self, apex: &Name, serial: Option<u32>) {
            let mut serials = self.serials.lock().unwrap();
            match serial {
                Some(serial) => serials.insert(apex.clone(), serial),
                None => serials.remove(apex),
            };
            let mut changes = self.changes.lock().unwrap();
            let id = i64::try_from(changes.len()).unwrap() + 1;
            changes.push(ZoneChange { id, apex: apex.clone() });
            self.told.notify_one();
        }
    }

    #[async_trait]
    impl ZoneSource for Memory {
        async fn apexes(&self, after: Option<&Name>, _: usize) -> Result<Vec<Name>, Unavailable> {
            let serials = self.serials.lock().unwrap();
            Ok(serials.keys().filter(|apex| Some(*apex) > after).cloned().collect())
        }

        async fn zones(&self, apexes: &[Name]) -> Result<Vec<Committed>, Unavailable> {
            let serials = self.serials.lock().unwrap();
            let zone = |apex: &Name| {
                let serial = serials.get(apex)?;
                let text = format!("@ 60 IN SOA ns. host. {serial} 1 1 1 60\n@ 60 IN NS ns.\n");
                Some(Committed { contents: read_zone(&text, apex)?, keys: None })
            };
            Ok(apexes.iter().filter_map(zone).collect())
        }

        async fn position(&self) -> Result<i64, Unavailable> {
            Ok(0)
        }

        async fn changes(
            &self,
            after: i64,
            _: &[i64],
            _: usize,
        ) -> Result<Vec<ZoneChange>, Unavailable> {
            let changes = self.changes.lock().unwrap();
            Ok(changes.iter().filter(|change| change.id > after).cloned().collect())
        }

        async fn changed(&self) {
            self.told.notified().await;
        }

        async fn published(&self, news: Vec<Published>) -> Result<(), Unavailable> {
            self.published.lock().unwrap().extend(news);
            Ok(())
        }
    }

    /// Waits until something is so, by a clock that stands still while anything runs.
    async fn until(what: impl Fn() -> bool) {
        let begun = Instant::now();
        while !what() {
            assert!(begun.elapsed() < STILL_COMING, "it never came");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_committed_is_answered_and_what_is_gone_is_not() {
        let [shoes, boots] = ["shoes.example", "boots.example"].map(|text| name(text).unwrap());
        let memory = Arc::new(Memory::default());
        memory.commits(&shoes, Some(1));
        memory.commits(&boots, Some(1));
        let zones = Arc::new(Zones::new());
        let clock: Clock = Arc::new(|| 0);
        let responding = ResponderSettings::new(Arc::clone(&clock));
        let responder = Arc::new(Responder::new(Arc::clone(&zones), &responding));
        let source: Arc<dyn ZoneSource> = Arc::<Memory>::clone(&memory);
        let settings = Settings::nobody(clock);
        let transfers = Transfers::new(settings, Arc::clone(&zones), responder, source.clone());
        let started = Publisher::start(source, Arc::clone(&zones), Arc::new(transfers)).await;
        let (publisher, loader) = started.unwrap();
        assert_eq!((zones.len(), zones.get(&shoes).is_some()), (2, false));
        loader.load(&shoes).await;
        let serial = |apex: &Name| zones.get(apex).map(|zone| zone.serial());
        assert_eq!(serial(&shoes), Some(1));
        until(|| serial(&boots) == Some(1)).await;
        memory.commits(&shoes, Some(2));
        until(|| serial(&shoes) == Some(2)).await;
        memory.commits(&boots, None);
        until(|| zones.len() == 1).await;
        publisher.stop().await;
        let published = memory.published.lock().unwrap();
        let last = |apex: &Name| {
            let of = published.iter().rfind(|news| news.apex == *apex).unwrap();
            (of.serial, of.change)
        };
        assert_eq!((last(&shoes), last(&boots)), ((Some(2), Some(3)), (None, Some(4))));
        memory.commits(&shoes, Some(3));
        assert_eq!(serial(&shoes), Some(2), "nobody publishes any more");
    }

    fn missing(followed: &Followed) -> Vec<i64> {
        followed.missing.keys().copied().collect()
    }

    #[tokio::test(start_paused = true)]
    async fn numbers_that_were_left_out_are_looked_for_and_given_up() {
        let mut followed = Followed::from(3);
        followed.saw([4, 7].into_iter());
        assert_eq!((followed.after, missing(&followed)), (7, vec![5, 6]));
        followed.saw([6, 9].into_iter());
        assert_eq!((followed.after, missing(&followed)), (9, vec![5, 8]));
        tokio::time::advance(STILL_COMING).await;
        followed.give_up();
        assert_eq!(missing(&followed), [] as [i64; 0]);
        followed.saw([MOST_MISSING as i64 * 3].into_iter());
        assert_eq!(followed.missing.len(), MOST_MISSING);
    }
}
