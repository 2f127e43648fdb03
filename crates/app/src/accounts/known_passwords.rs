//! Passwords that were right a moment ago, for callers that send theirs with every call: hashing one
//! takes longer than most calls do.
//!
//! What is remembered is a keyed digest of login, password and the hash they were compared with, so a
//! new password is not known yet, and nothing can be read out of it.

use std::collections::HashMap;
use std::sync::Mutex;

use model::time::{Seconds, Timestamp};
use model::{Error, Result};

/// Passwords remembered at most.
const MOST: usize = 1_000;

/// How long one is remembered.
const LIFE: Seconds = Seconds(300);

/// The digests of one realm, and until when they count, in machine time.
#[derive(Debug, Default)]
pub struct KnownPasswords(Mutex<HashMap<[u8; 32], Timestamp>>);

impl KnownPasswords {
    /// Whether the password behind a digest was right a moment ago.
    ///
    /// # Errors
    /// When a thread died over the digests.
    pub fn knows(&self, digest: &[u8; 32], now: Timestamp) -> Result<bool> {
        let known = self.0.lock().map_err(Error::internal)?;
        Ok(known.get(digest).is_some_and(|until| now < *until))
    }

    /// Remembers that the password behind a digest is right.
    ///
    /// # Errors
    /// When a thread died over the digests.
    pub fn remember(&self, digest: [u8; 32], now: Timestamp) -> Result<()> {
        let mut known = self.0.lock().map_err(Error::internal)?;
        if known.len() >= MOST {
            known.retain(|_, until| now < *until);
        }
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(digest, now + LIFE);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_for_a_while() {
        let known = KnownPasswords::default();
        let at = Timestamp::from_unix;
        known.remember([7; 32], at(0)).unwrap();
        assert!(known.knows(&[7; 32], at(299)).unwrap());
        assert!(!known.knows(&[7; 32], at(300)).unwrap());
        assert!(!known.knows(&[8; 32], at(0)).unwrap());
    }

    #[test]
    fn a_bounded_number_is_known() {
        let known = KnownPasswords::default();
        for number in 0..=u16::MAX {
            let mut digest = [0; 32];
            digest[..2].copy_from_slice(&number.to_be_bytes());
            known.remember(digest, Timestamp::from_unix(0)).unwrap();
        }
        assert!(known.0.lock().unwrap().len() <= MOST);
    }
}
