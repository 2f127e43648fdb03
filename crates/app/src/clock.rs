//! The realm's clock: real time, or real time moved by an offset, or a time that stands still.
//!
//! The only place that reads the machine's clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use model::time::Timestamp;

/// Stands for "the clock runs" where an instant would say that it stands still.
const RUNNING: i64 = i64::MIN;

/// A clock that every part of a realm shares.
#[derive(Debug, Clone)]
pub struct Clock(Arc<State>);

#[derive(Debug)]
struct State {
    offset_seconds: AtomicI64,
    frozen_at: AtomicI64,
}

impl Default for Clock {
    fn default() -> Self {
        Self::real()
    }
}

impl Clock {
    /// Real time.
    #[must_use]
    pub fn real() -> Self {
        Self::moved(0)
    }

    /// Real time plus an offset.
    #[must_use]
    pub fn moved(offset_seconds: i64) -> Self {
        Self(Arc::new(State {
            offset_seconds: AtomicI64::new(offset_seconds),
            frozen_at: AtomicI64::new(RUNNING),
        }))
    }

    /// A clock that stands still.
    #[must_use]
    pub fn frozen(at: Timestamp) -> Self {
        let clock = Self::moved(0);
        clock.set(at, true);
        clock
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self.0.frozen_at.load(Ordering::Acquire) {
            RUNNING => {
                Timestamp::from_unix(machine_now() + self.0.offset_seconds.load(Ordering::Acquire))
            }
            seconds => Timestamp::from_unix(seconds),
        }
    }

    /// What the machine's own clock shows; only for codes that a person's device computes.
    #[must_use]
    pub fn machine(&self) -> Timestamp {
        Timestamp::from_unix(machine_now())
    }

    /// Whether it stands still.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.0.frozen_at.load(Ordering::Acquire) != RUNNING
    }

    /// Sets it, to stand still or to run on from there.
    pub fn set(&self, at: Timestamp, frozen: bool) {
        self.0.offset_seconds.store(at.unix() - machine_now(), Ordering::Release);
        self.0.frozen_at.store(if frozen { at.unix() } else { RUNNING }, Ordering::Release);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the machine's clock"
)]
fn machine_now() -> i64 {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_epoch.as_secs()).unwrap_or(i64::MAX)
}
