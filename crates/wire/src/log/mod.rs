//! The last calls, newest first, for people who want to see what travelled.
//!
//! Bytes are kept as they were; secrets are masked when an entry is shown, so calls do not pay.

/// Replacing the values of secrets.
mod mask;

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;

use mask::Mask;

/// Calls that are kept.
pub const ENTRIES: usize = 500;
/// Bytes of a body or a query that are kept.
pub const KEPT: usize = 16 << 10;

/// Names of secrets: a dialect's, and a call's.
pub(crate) type Secrets = [&'static [&'static str]; 2];

/// Writes the current moment, as RFC 3339.
type Clock = Box<dyn Fn() -> String + Send + Sync>;

/// The last calls of all dialects.
pub struct RequestLog {
    clock: Clock,
    kept: Mutex<VecDeque<Kept>>,
}

/// A call that has just been answered.
pub(crate) struct Seen<'a> {
    pub(crate) dialect: &'static str,
    pub(crate) row: Option<&'static str>,
    pub(crate) account: Option<String>,
    pub(crate) status: u16,
    pub(crate) took: Duration,
    pub(crate) query: Option<&'a str>,
    pub(crate) request: &'a [u8],
    pub(crate) answer: &'a Bytes,
    pub(crate) secrets: Secrets,
}

#[derive(Clone)]
struct Kept {
    at: String,
    dialect: &'static str,
    row: Option<&'static str>,
    account: Option<String>,
    status: u16,
    milliseconds: u128,
    query: Bytes,
    request: Bytes,
    answer: Bytes,
    secrets: Secrets,
}

/// A call as people see it: without secrets.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// When it was answered.
    pub at: String,
    /// Name of the dialect.
    pub dialect: &'static str,
    /// Row of the dialect's catalogue, when it has one.
    pub catalogue_id: Option<&'static str>,
    /// Who called, when that is known.
    pub account: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// How long it took.
    pub milliseconds: u128,
    /// The query string.
    pub query: String,
    /// The beginning of the body.
    pub request: String,
    /// The beginning of the answer's body.
    pub answer: String,
}

impl RequestLog {
    /// An empty log; `clock` writes the current moment as RFC 3339.
    pub fn new(clock: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let kept = Mutex::new(VecDeque::with_capacity(ENTRIES));
        Self { clock: Box::new(clock), kept }
    }

    /// The last calls, newest first, at most `limit`.
    #[must_use]
    pub fn latest(&self, limit: usize) -> Vec<Shown> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let latest: Vec<Kept> = kept.iter().rev().take(limit).cloned().collect();
        drop(kept);
        // Masked outside the lock, so that calls do not wait for a reader.
        latest.iter().map(Kept::shown).collect()
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(crate) fn remember(&self, seen: Seen<'_>) {
        let entry = Kept {
            at: (self.clock)(),
            dialect: seen.dialect,
            row: seen.row,
            account: seen.account,
            status: seen.status,
            milliseconds: seen.took.as_millis(),
            query: beginning(seen.query.unwrap_or_default().as_bytes()),
            request: beginning(seen.request),
            answer: if seen.answer.len() <= KEPT {
                seen.answer.clone()
            } else {
                beginning(seen.answer)
            },
            secrets: seen.secrets,
        };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let oldest = if kept.len() == ENTRIES { kept.pop_front() } else { None };
        kept.push_back(entry);
        drop(kept);
        // Freed outside the lock.
        drop(oldest);
    }
}

/// A copy, because a request's bytes are a window into a much larger buffer of the connection.
fn beginning(bytes: &[u8]) -> Bytes {
    if bytes.is_empty() {
        return Bytes::new();
    }
    Bytes::copy_from_slice(&bytes[..bytes.len().min(KEPT)])
}

impl Kept {
    fn shown(&self) -> Shown {
        let sent = Mask::sent(self.secrets);
        Shown {
            at: self.at.clone(),
            dialect: self.dialect,
            catalogue_id: self.row,
            account: self.account.clone(),
            status: self.status,
            milliseconds: self.milliseconds,
            query: sent.form(&String::from_utf8_lossy(&self.query)),
            request: sent.body(&String::from_utf8_lossy(&self.request)),
            answer: Mask::answered(self.secrets).body(&String::from_utf8_lossy(&self.answer)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_bounded_in_entries_and_in_bytes() {
        let log = RequestLog::new(|| "now".to_owned());
        let body = Bytes::from(vec![b'a'; KEPT + 1]);
        for status in 1..=600 {
            log.remember(Seen {
                dialect: "toys",
                row: None,
                account: None,
                status,
                took: Duration::from_millis(2),
                query: None,
                request: &body,
                answer: &body,
                secrets: [&[], &[]],
            });
        }
        let shown = log.latest(usize::MAX);
        assert_eq!((shown.len(), shown[0].status, shown[499].status), (ENTRIES, 600, 101));
        assert_eq!((shown[0].request.len(), shown[0].answer.len()), (KEPT, KEPT));
        log.clear();
        assert!(log.latest(1).is_empty());
    }
}
