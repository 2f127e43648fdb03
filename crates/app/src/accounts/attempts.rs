//! Counts failed sign-ins per account and per address. Good credentials always pass: the count only
//! decides whether another failure is still told apart from "too many".

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

use model::time::{Seconds, Timestamp};
use model::{Error, Result};

/// Who failed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Suspect {
    /// Somebody who tried this login.
    Login(String),
    /// Somebody at this address.
    Address(IpAddr),
}

/// Suspects remembered at most; when there are more, the oldest minute is forgotten.
const MOST_SUSPECTS: usize = 10_000;

/// The length of the counting window.
const WINDOW: Seconds = Seconds(60);

/// The counters of one realm, in machine time.
#[derive(Debug, Default)]
pub struct Attempts(Mutex<HashMap<Suspect, (Timestamp, u32)>>);

impl Attempts {
    /// Notes a failure.
    ///
    /// # Errors
    /// When there were more than `most` within the last minute.
    pub fn failed(&self, suspects: &[Suspect], most: u32, now: Timestamp) -> Result<()> {
        let mut counters = self.0.lock().map_err(Error::internal)?;
        if counters.len() > MOST_SUSPECTS {
            counters.retain(|_, (since, _)| now < *since + WINDOW);
        }
        let mut worst = 0;
        for suspect in suspects {
            let counter = counters.entry(suspect.clone()).or_insert((now, 0));
            if now >= counter.0 + WINDOW {
                *counter = (now, 0);
            }
            counter.1 += 1;
            worst = worst.max(counter.1);
        }
        if worst > most {
            return Err(Error::TooManyAttempts { retry_after: WINDOW });
        }
        Ok(())
    }

    /// Forgets the failures of somebody who signed in.
    pub fn succeeded(&self, suspects: &[Suspect]) {
        if let Ok(mut counters) = self.0.lock() {
            for suspect in suspects {
                counters.remove(suspect);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_counted_for_a_minute() {
        let attempts = Attempts::default();
        let suspect = [Suspect::Login("shop".into())];
        let at = Timestamp::from_unix;
        assert!((0..3).all(|_| attempts.failed(&suspect, 3, at(0)).is_ok()));
        assert!(attempts.failed(&suspect, 3, at(59)).is_err());
        assert!(attempts.failed(&suspect, 3, at(60)).is_ok());
        attempts.succeeded(&suspect);
        assert!((0..3).all(|_| attempts.failed(&suspect, 3, at(61)).is_ok()));
    }
}
