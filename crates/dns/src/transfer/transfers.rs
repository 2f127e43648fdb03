//! What stands behind transfers: who there is, what changed, and who was told.

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::catalog::{self, Catalog, Members};
use super::difference::{Difference, size};
use super::journal::Journal;
use super::notify::Outbox;
use super::reports::Reports;
use super::settings::{Clock, Peer, Prefix, Settings};
use super::signature::{Key, Keys};
use crate::answer::Responder;
use crate::names::Name;
use crate::source::ZoneSource;
use crate::zone::{Zone, Zones};

/// How often the catalog changes at most: its serial is a time in seconds.
const CATALOG_PAUSE: Duration = Duration::from_secs(1);

/// Zones on their way to other servers: transfers, notifications and the catalog.
pub struct Transfers {
    pub(super) state: Arc<State>,
    pub(super) zones: Arc<Zones>,
    pub(super) responder: Arc<Responder>,
    pub(super) keys: Keys,
    pub(super) open_to: Vec<Prefix>,
    source: Arc<dyn ZoneSource>,
    is_loaded: AtomicBool,
}

/// What transfers that are under way go on to need.
pub(super) struct State {
    pub(super) peers: Vec<Neighbour>,
    pub(super) notify_from: Vec<IpAddr>,
    pub(super) clock: Clock,
    pub(super) journal: Mutex<Journal>,
    pub(super) catalog: Option<Listing>,
    pub(super) reports: Reports,
    pub(super) counted: Counters,
    /// Something is to be sent.
    pub(super) wake: Notify,
}

/// Another server, and what it has and is told.
pub(super) struct Neighbour {
    pub(super) peer: Peer,
    pub(super) key: Option<Arc<Key>>,
    pub(super) outbox: Mutex<Outbox>,
    /// The serial of the catalog that it has.
    pub(super) catalog: Mutex<Option<u32>>,
}

/// The catalog and its name.
pub(super) struct Listing {
    pub(super) apex: Name,
    pub(super) catalog: Mutex<Catalog>,
    changed: Notify,
}

/// What counts how often something happened.
#[derive(Debug, Default)]
pub(super) struct Counters {
    pub(super) whole: AtomicU64,
    pub(super) steps: AtomicU64,
    pub(super) current: AtomicU64,
    pub(super) refused: AtomicU64,
    pub(super) told: AtomicU64,
    pub(super) acknowledged: AtomicU64,
}

/// How often something happened since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TransferCounts {
    /// Transfers of whole zones that were begun (AXFR, or IXFR answered like it).
    pub whole: u64,
    /// Transfers of differences that were begun.
    pub steps: u64,
    /// Questions for differences by somebody who has none to get.
    pub current: u64,
    /// Requests by somebody who may not.
    pub refused: u64,
    /// Notifications sent.
    pub told: u64,
    /// Notifications that were acknowledged.
    pub acknowledged: u64,
}

/// Takes a lock, also when whoever had it before panicked: what is behind it holds at every step.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Transfers {
    /// Transfers of these zones. Ordinary questions that come with a shared key are answered by
    /// `responder`, which has to leave the name of the catalog to these
    /// ([`crate::answer::ResponderSettings::reserved`]); who has what is told to `source`. Nothing is
    /// sent before [`Transfers::run`].
    #[must_use]
    pub fn new(
        settings: Settings,
        zones: Arc<Zones>,
        responder: Arc<Responder>,
        source: Arc<dyn ZoneSource>,
    ) -> Self {
        let keys = Keys::new(&settings.keys);
        let now = Instant::now();
        let neighbour = |peer: Peer| {
            let key = peer.key.as_ref().and_then(|key| keys.named(key));
            if peer.key.is_some() && key.is_none() {
                tracing::error!(peer = peer.name, "there is no key of that name");
            }
            let (outbox, catalog) = (Mutex::new(Outbox::new(now)), Mutex::new(None));
            Neighbour { peer, key, outbox, catalog }
        };
        let listing = |apex: Name| Listing {
            catalog: Mutex::new(Catalog::new(apex.clone())),
            apex,
            changed: Notify::new(),
        };
        let state = State {
            peers: settings.peers.into_iter().map(neighbour).collect(),
            notify_from: settings.notify_from,
            clock: settings.clock,
            journal: Mutex::new(Journal::new(settings.journal_bytes)),
            catalog: settings.catalog.map(listing),
            reports: Reports::default(),
            counted: Counters::default(),
            wake: Notify::new(),
        };
        let (state, open_to) = (Arc::new(state), settings.open_to);
        let is_loaded = AtomicBool::new(false);
        Self { state, zones, responder, keys, open_to, source, is_loaded }
    }

    /// Says that a zone was replaced, that it is new (`before` is none) or gone (`after` is none).
    /// Servers are told of it once [`Transfers::loaded`] was called.
    pub fn replaced(&self, apex: &Name, before: Option<Arc<Zone>>, after: Option<Arc<Zone>>) {
        if !self.is_loaded.load(Ordering::Acquire) || self.is_alone() {
            return;
        }
        if let Some(listing) = &self.state.catalog
            && (before.is_none() || after.is_none())
        {
            locked(&listing.catalog).note(apex, after.is_some());
            listing.changed.notify_one();
        }
        match (before, after) {
            (Some(before), Some(after)) if before.serial() == after.serial() => return,
            (Some(before), Some(after)) => self.remember(apex, &before, &after),
            _ => locked(&self.state.journal).forget(apex),
        }
        if self.zones.get(apex).is_some() {
            self.state.tell(apex, false);
        }
    }

    /// Says that every zone was there once: the catalog is complete now.
    pub fn loaded(&self) {
        if self.is_loaded.swap(true, Ordering::AcqRel) || self.is_alone() {
            return;
        }
        let apexes = self.zones.apexes();
        for neighbour in &self.state.peers {
            locked(&neighbour.outbox).slowly(apexes.iter().cloned());
        }
        if let Some(listing) = &self.state.catalog {
            let members: Members = catalog::members(apexes);
            locked(&listing.catalog).complete(members, (self.state.clock)());
            listing.changed.notify_one();
            self.state.tell(&listing.apex, true);
        }
        self.state.wake.notify_one();
    }

    /// Tells other servers of changes, and the source of what they have; for ever.
    pub async fn run(&self) {
        let mailing = Arc::clone(&self.state).mail(Arc::clone(&self.zones));
        let reporting = self.state.reports.tell(self.source.as_ref());
        tokio::join!(mailing, reporting, self.state.keep_catalog());
    }

    /// How often something happened since the start.
    #[must_use]
    pub fn counts(&self) -> TransferCounts {
        let counted = &self.state.counted;
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        TransferCounts {
            whole: read(&counted.whole),
            steps: read(&counted.steps),
            current: read(&counted.current),
            refused: read(&counted.refused),
            told: read(&counted.told),
            acknowledged: read(&counted.acknowledged),
        }
    }

    /// Whether nobody may have anything and nobody is told.
    fn is_alone(&self) -> bool {
        self.state.peers.is_empty() && self.keys.is_empty() && self.open_to.is_empty()
    }

    fn remember(&self, apex: &Name, before: &Zone, after: &Zone) {
        let (before, after) = (before.contents(), after.contents());
        let most = size(&after);
        if let Some(difference) = Difference::between(&before, &after) {
            locked(&self.state.journal).add(apex, difference, most);
        }
    }
}

impl State {
    /// Notes that everybody is to be told of a change.
    pub(super) fn tell(&self, apex: &Name, is_urgent: bool) {
        for neighbour in &self.peers {
            locked(&neighbour.outbox).changed(apex, is_urgent);
        }
        self.wake.notify_one();
    }

    /// Makes a new serial of the catalog where its list changed, at most once a second; for ever.
    async fn keep_catalog(&self) {
        let Some(listing) = &self.catalog else { return };
        loop {
            listing.changed.notified().await;
            if locked(&listing.catalog).advance((self.clock)()) {
                self.tell(&listing.apex, true);
                tokio::time::sleep(CATALOG_PAUSE).await;
            }
        }
    }

    /// Notes what serial of a zone a server has, where it is one that is known.
    pub(super) fn note(&self, peer: Option<usize>, apex: &Name, serial: u32) {
        let Some(neighbour) = peer.and_then(|peer| self.peers.get(peer)) else { return };
        let Some(listing) = self.catalog.as_ref().filter(|listing| listing.apex == *apex) else {
            self.reports.note(apex, &neighbour.peer.name, Some(serial));
            return;
        };
        let before = locked(&neighbour.catalog).replace(serial);
        for gone in locked(&listing.catalog).gone_between(before, serial) {
            self.reports.note(&gone, &neighbour.peer.name, None);
        }
    }
}

impl std::fmt::Debug for Transfers {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Transfers").field("counts", &self.counts()).finish_non_exhaustive()
    }
}
