//! Calls to addresses that callers gave: made again and again until somebody takes them.

use crate::account::AccountId;
use crate::time::Seconds;

/// Row id of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallbackId(pub i64);

/// Whose address a call goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressee {
    /// Somebody who calls this platform: only to where the operator lets callers have it call.
    Caller,
    /// The operator itself, as it is configured: wherever that is, with a signature.
    Operator,
}

impl Addressee {
    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Caller => "caller",
            Self::Operator => "operator",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Caller, Self::Operator].into_iter().find(|addressee| addressee.word() == word)
    }
}

/// How far a call got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallbackState {
    /// Nobody has taken it yet.
    Waiting,
    /// It was taken.
    Delivered,
    /// Nobody took it, and it is not made again.
    GivenUp,
}

impl CallbackState {
    const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::GivenUp];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::GivenUp => "given-up",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// How long after the attempt before each further one is made; the first is made at once.
const PAUSES: [Seconds; 8] = [
    Seconds(10),
    Seconds(60),
    Seconds(5 * 60),
    Seconds(30 * 60),
    Seconds(2 * 3600),
    Seconds(6 * 3600),
    Seconds(12 * 3600),
    Seconds(24 * 3600),
];

/// How long to wait for the next attempt after so many that failed; none when it is given up.
#[must_use]
pub fn pause_after(failed: u32) -> Option<Seconds> {
    let place = usize::try_from(failed.checked_sub(1)?).ok()?;
    PAUSES.get(place).copied()
}

/// A call as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// Its row.
    pub id: CallbackId,
    /// Whose address it goes to.
    pub account: AccountId,
    /// What it is about.
    pub subject: String,
    /// Whose address that is.
    pub addressee: Addressee,
    /// Where it goes.
    pub url: String,
    /// Headers besides those that HTTP needs, in the form of its verb.
    pub headers: String,
    /// What it says.
    pub body: String,
    /// How far it got.
    pub state: CallbackState,
    /// How often it was made.
    pub attempt: u32,
    /// What it was answered with last, where it was answered.
    pub status: Option<u16>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_attempts_are_made_and_no_more() {
        assert_eq!(pause_after(0), None);
        assert_eq!(pause_after(1), Some(Seconds(10)));
        assert_eq!(pause_after(8), Some(Seconds(24 * 3600)));
        assert_eq!(pause_after(9), None);
    }
}
