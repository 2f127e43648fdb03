//! What other servers have, told to the source in batches.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use crate::names::Name;
use crate::source::{Published, ZoneSource};

/// How many reports are told at once.
const BATCH: usize = 500;
/// How many wait at most; what is more is not told.
const MOST: usize = 200_000;
/// How long reports are gathered.
const GATHERED: Duration = Duration::from_millis(100);
/// How long a source that is away is left alone.
const PAUSE: Duration = Duration::from_secs(5);

/// Reports that were not told yet: the newest of each server and zone.
#[derive(Debug, Default)]
pub(super) struct Reports {
    waiting: Mutex<BTreeMap<(Name, String), Option<u32>>>,
    news: Notify,
}

impl Reports {
    fn waiting(&self) -> MutexGuard<'_, BTreeMap<(Name, String), Option<u32>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what serial a server has of a zone; none where it has the zone no more.
    pub(super) fn note(&self, apex: &Name, peer: &str, serial: Option<u32>) {
        let mut waiting = self.waiting();
        if waiting.len() < MOST {
            waiting.insert((apex.clone(), peer.to_owned()), serial);
            self.news.notify_one();
        }
    }

    /// Tells the source, for ever.
    pub(super) async fn tell(&self, source: &dyn ZoneSource) {
        loop {
            self.news.notified().await;
            tokio::time::sleep(GATHERED).await;
            loop {
                let batch = self.batch();
                if batch.is_empty() {
                    break;
                }
                if source.published(batch.clone()).await.is_err() {
                    self.put_back(batch);
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    fn batch(&self) -> Vec<Published> {
        let mut waiting = self.waiting();
        let first = std::iter::from_fn(|| waiting.pop_first()).take(BATCH);
        let batch = first.map(|((apex, peer), serial)| Published {
            apex,
            secondary: Some(peer),
            serial,
            change: None,
        });
        batch.collect()
    }

    /// Keeps what could not be told, unless something newer is known.
    fn put_back(&self, batch: Vec<Published>) {
        let mut waiting = self.waiting();
        for news in batch {
            if let Some(peer) = news.secondary {
                waiting.entry((news.apex, peer)).or_insert(news.serial);
            }
        }
    }
}
