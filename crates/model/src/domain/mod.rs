//! A registration: the stored facts, and what they mean at a moment.

/// What may happen to a name, and when.
pub mod lifecycle;
/// Where a name stands, also before it is there and after it was.
pub mod standing;
/// Moving a name between accounts and registrars.
pub mod transfer;

use crate::error::{Error, Prohibition, Result, Role};
use crate::name::{DomainName, HostName};
use crate::time::Timestamp;
use crate::tld::TldRules;

/// Row id of a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainId(pub i64);

/// The stored facts of a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// Its row.
    pub id: DomainId,
    /// Its name.
    pub name: DomainName,
    /// Who holds it here.
    pub account: crate::account::AccountId,
    /// When it was first registered.
    pub registered: Timestamp,
    /// The instant that years are counted from; see [`lifecycle::extend`].
    pub anchor: Timestamp,
    /// When it expires.
    pub expires: Timestamp,
    /// When it was last renewed.
    pub renewed: Option<Timestamp>,
    /// When anything last changed.
    pub updated: Timestamp,
    /// When it came here from another registrar or account.
    pub transferred: Option<Timestamp>,
    /// When it was deleted by request.
    pub deleted: Option<Timestamp>,
    /// Lock against transfer.
    pub lock: Lock,
    /// Taken out of the zone by hand.
    pub suspended: bool,
    /// Renew by itself at expiry.
    pub autorenew: bool,
    /// Registrant hidden from WHOIS.
    pub privacy: bool,
    /// The zone is run here.
    pub managed_dns: bool,
    /// Signed delegation.
    pub dnssec: bool,
    /// The account's own reference.
    pub reference: Option<String>,
    /// Contacts in the order of [`Role::ALL`].
    pub contacts: [crate::contact::ContactId; 4],
    /// Delegation, in order.
    pub nameservers: Vec<HostName>,
    /// Change that was accepted and has not happened yet.
    pub pending: Option<Pending>,
    /// Lifecycle events up to here were told.
    pub told: Timestamp,
}

/// Lock against transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Transfers are refused.
    On,
    /// Transfers need only their authorisation.
    Off,
}

/// A change that was accepted and has not happened yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pending {
    /// Contacts, nameservers or glue.
    Update,
    /// Deletion.
    Delete,
    /// A move to another holder.
    Transfer,
    /// A renewal whose outcome the registry has not told.
    Renewal,
}

impl Pending {
    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Transfer => "transfer",
            Self::Renewal => "renewal",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Update, Self::Delete, Self::Transfer, Self::Renewal]
            .into_iter()
            .find(|pending| pending.word() == word)
    }
}

/// Where a name stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Registered and paid.
    Active,
    /// Past its expiry, still resolving.
    Expired,
    /// Past its expiry, not resolving any more.
    Lapsed,
    /// Only a restore brings it back.
    Redemption,
    /// Nothing brings it back.
    PendingDelete,
    /// Free for anybody.
    Gone,
}

/// Instants at which an unrenewed name moves on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// It stops resolving.
    pub suspend: Timestamp,
    /// Only a restore brings it back.
    pub redemption: Timestamp,
    /// It is free.
    pub delete: Timestamp,
}

impl Domain {
    /// Where the name stands at `now`. Looking never changes it.
    #[must_use]
    pub fn at(&self, now: Timestamp, rules: &TldRules) -> Phase {
        if let Some(deleted) = self.deleted {
            let free_at_once = deleted < self.registered + rules.add_grace;
            let restorable = deleted + rules.redemption;
            return match () {
                () if now < deleted => self.at_expiry(now, rules),
                () if free_at_once => Phase::Gone,
                () if now < restorable => Phase::Redemption,
                () if now < restorable + rules.pending_delete => Phase::PendingDelete,
                () => Phase::Gone,
            };
        }
        self.at_expiry(now, rules)
    }

    fn at_expiry(&self, now: Timestamp, rules: &TldRules) -> Phase {
        let deadlines = self.deadlines(rules);
        match () {
            () if now < self.expires => Phase::Active,
            () if now < deadlines.suspend => Phase::Expired,
            () if now < deadlines.redemption => Phase::Lapsed,
            () if now < deadlines.delete => Phase::Redemption,
            () => Phase::Gone,
        }
    }

    /// When an unrenewed name moves on.
    #[must_use]
    pub fn deadlines(&self, rules: &TldRules) -> Deadlines {
        Deadlines {
            suspend: self.expires + rules.suspend_after,
            redemption: self.expires + rules.redemption_after,
            delete: self.expires + rules.delete_after,
        }
    }

    /// Whether the name is in the registry's zone at `now`.
    #[must_use]
    pub fn resolves(&self, now: Timestamp, rules: &TldRules) -> bool {
        !self.suspended && self.at(now, rules) <= Phase::Expired
    }

    /// Refuses while any other change is under way.
    ///
    /// # Errors
    /// [`Prohibition::PendingOperation`] or [`Prohibition::PendingTransfer`].
    pub const fn unoccupied(&self) -> Result<()> {
        match self.pending {
            Some(Pending::Update) => Err(Error::Prohibited(Prohibition::PendingOperation)),
            _ => self.changeable(),
        }
    }

    /// Refuses while a change is under way that no other may overtake. Updates queue up behind each
    /// other.
    ///
    /// # Errors
    /// [`Prohibition::PendingOperation`] or [`Prohibition::PendingTransfer`].
    pub const fn changeable(&self) -> Result<()> {
        match self.pending {
            None | Some(Pending::Update) => Ok(()),
            Some(Pending::Transfer) => Err(Error::Prohibited(Prohibition::PendingTransfer)),
            Some(_) => Err(Error::Prohibited(Prohibition::PendingOperation)),
        }
    }

    /// The contact in a role.
    #[must_use]
    pub fn contact(&self, role: Role) -> crate::contact::ContactId {
        self.contacts[role as usize]
    }
}
