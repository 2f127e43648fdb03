//! Moving a name: between two accounts here, in from another registrar, or out to one.

use super::{Domain, Lock, Phase};
use crate::account::AccountId;
use crate::error::{Error, Prohibition, Result};
use crate::name::DomainName;
use crate::time::Timestamp;
use crate::tld::TldRules;

/// Row id of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransferId(pub i64);

/// A request to move a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Its row.
    pub id: TransferId,
    /// The name that moves.
    pub name: DomainName,
    /// Who gains it; none when it leaves to another registrar.
    pub gaining: Option<AccountId>,
    /// Who loses it; none when it comes from another registrar.
    pub losing: Option<AccountId>,
    /// When it was asked for.
    pub requested: Timestamp,
    /// When silence decides.
    pub deadline: Timestamp,
    /// How it stands.
    pub state: TransferState,
}

/// How a transfer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferState {
    /// Asked for here, and not elsewhere before its owner has agreed by mail.
    Unconfirmed,
    /// Waiting for an answer.
    Pending,
    /// The name moved.
    Approved,
    /// The losing side said no.
    Rejected,
    /// The gaining side withdrew.
    Cancelled,
    /// Nobody answered, and silence means no.
    TimedOut,
}

impl TransferState {
    const ALL: [Self; 6] = [
        Self::Unconfirmed,
        Self::Pending,
        Self::Approved,
        Self::Rejected,
        Self::Cancelled,
        Self::TimedOut,
    ];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
            Self::TimedOut => "timed-out",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether nothing was decided yet.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Unconfirmed | Self::Pending)
    }
}

/// Where a transfer comes from and goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// Between two accounts here.
    Internal,
    /// From another registrar.
    In,
    /// To another registrar.
    Out,
}

impl Transfer {
    /// Where it comes from and goes to.
    #[must_use]
    pub const fn route(&self) -> Route {
        match (self.gaining, self.losing) {
            (Some(_), Some(_)) => Route::Internal,
            (Some(_), None) => Route::In,
            (None, _) => Route::Out,
        }
    }
}

/// Whether the name may be asked away at `now`, to another account here or to another registrar.
///
/// # Errors
/// When a lock, another change or its phase rules it out; for another registrar also its age.
pub fn may_leave(domain: &Domain, route: Route, now: Timestamp, rules: &TldRules) -> Result<()> {
    domain.unoccupied()?;
    match domain.at(now, rules) {
        Phase::Active | Phase::Expired => {}
        Phase::Lapsed => return Err(Error::Prohibited(Prohibition::Expired)),
        Phase::Redemption => return Err(Error::Prohibited(Prohibition::Redemption)),
        Phase::PendingDelete | Phase::Gone => {
            return Err(Error::Prohibited(Prohibition::PendingDelete));
        }
    }
    if domain.suspended {
        return Err(Error::Prohibited(Prohibition::Suspended));
    }
    if domain.lock == Lock::On {
        return Err(Error::Prohibited(Prohibition::Locked));
    }
    let free = domain.transferred.unwrap_or(domain.registered) + rules.transfer_lock;
    if route == Route::Out && now < free {
        return Err(Error::Prohibited(Prohibition::TooYoung(free)));
    }
    Ok(())
}
