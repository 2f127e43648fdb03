//! Where a name stands, as whoever buys it for customers tells names apart: also before it is there and
//! after it was.

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameStanding {
    /// Ordered, and the registry has not told yet.
    Ordered,
    /// Held and paid.
    Registered,
    /// Held, and a renewal is under way.
    Renewing,
    /// Given up: asked to be deleted, or only a restore brings it back.
    Leaving,
    /// Held once.
    Ended,
    /// Past its expiry, and renewable as ever.
    Expired,
    /// On its way here.
    Incoming,
    /// Asked away by somebody.
    Outgoing,
    /// Ordered, and refused after the order was accepted.
    Refused,
}

impl NameStanding {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Ordered,
        Self::Registered,
        Self::Renewing,
        Self::Leaving,
        Self::Ended,
        Self::Expired,
        Self::Incoming,
        Self::Outgoing,
        Self::Refused,
    ];

    /// Its number, from 1.
    #[must_use]
    pub const fn number(self) -> i64 {
        self as i64 + 1
    }

    /// The standing with a number.
    #[must_use]
    pub fn numbered(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.number() == number)
    }
}
