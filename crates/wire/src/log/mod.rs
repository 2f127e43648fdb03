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
    pub(crate) secrets: &'static [&'static str],
}

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
    secrets: &'static [&'static str],
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
        Self {
            clock: Box::new(clock),
            kept,
        }
    }

    /// The last calls, newest first, at most `limit`.
    #[must_use]
    pub fn latest(&self, limit: usize) -> Vec<Shown> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().rev().take(limit).map(Kept::shown).collect()
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
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
        let oldest = if kept.len() == ENTRIES {
            kept.pop_front()
        } else {
            None
        };
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
