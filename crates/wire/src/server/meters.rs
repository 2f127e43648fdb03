//! What is counted and timed of every call.

use std::sync::{OnceLock, PoisonError, RwLock};
use std::time::Duration;

use http::StatusCode;
use metrics::{Counter, Histogram, counter, histogram};

/// The counters of one call. Made at its first use, so a recorder must be installed before that.
pub(super) struct Meters {
    dialect: &'static str,
    call: &'static str,
    seconds: OnceLock<Histogram>,
    by_status: RwLock<Vec<(StatusCode, Counter)>>,
}

impl Meters {
    pub(super) fn new(dialect: &'static str, call: &'static str) -> Self {
        Self { dialect, call, seconds: OnceLock::new(), by_status: RwLock::default() }
    }

    pub(super) fn record(&self, status: StatusCode, took: Duration) {
        let seconds = self.seconds.get_or_init(
            || histogram!("nameyard_call_seconds", "dialect" => self.dialect, "call" => self.call),
        );
        seconds.record(took);
        let known = self.by_status.read().unwrap_or_else(PoisonError::into_inner);
        match known.iter().find(|(known, _)| *known == status) {
            Some((_, counter)) => counter.increment(1),
            None => {
                drop(known);
                self.first(status).increment(1);
            }
        }
    }

    fn first(&self, status: StatusCode) -> Counter {
        let counter = counter!(
            "nameyard_calls_total",
            "dialect" => self.dialect, "call" => self.call, "status" => status.as_str().to_owned()
        );
        let mut known = self.by_status.write().unwrap_or_else(PoisonError::into_inner);
        known.push((status, counter.clone()));
        counter
    }
}
