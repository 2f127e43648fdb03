//! A name's facts. What they mean at a moment is `model`'s to say.

use app::ports::registry::{TransferReport, TransferStanding};
use model::account::AccountId;
use model::contact::ContactId;
use model::dnssec::DelegationSigner;
use model::domain::{Domain, DomainId, Lock, Pending, Phase};
use model::error::{Error, Prohibition, Result};
use model::name::DomainName;
use model::secret::Secret;
use model::time::Timestamp;
use model::tld::TldRules;

use super::desk::Registrar;

/// A name as the registry holds it.
pub(super) struct Held {
    pub id: i64,
    pub name: DomainName,
    pub registrar: Registrar,
    pub registered: Timestamp,
    /// The instant that years are counted from, so that leap days stay.
    pub anchor: Timestamp,
    pub expires: Timestamp,
    pub transferred: Option<Timestamp>,
    pub deleted: Option<Timestamp>,
    /// When it was brought back from redemption, unless it was renewed or moved since.
    pub restored: Option<Timestamp>,
    pub lock: Lock,
    pub suspended: bool,
    /// Whether the registrant is hidden from WHOIS.
    pub privacy: bool,
    pub auth_code: Secret<String>,
    /// In the order of `Role::ALL`.
    pub handles: [String; 4],
    pub signers: Vec<DelegationSigner>,
    pub transfer: Option<Move>,
}

/// The move that is under way or was the last.
#[derive(Clone, Copy)]
pub(super) struct Move {
    pub gaining: Registrar,
    pub requested: Timestamp,
    pub acts: Timestamp,
    pub standing: TransferStanding,
    pub expires: Timestamp,
}

impl Move {
    /// How it looks from our side.
    pub fn report(&self) -> TransferReport {
        TransferReport {
            incoming: self.gaining == Registrar::Ours,
            state: self.standing,
            requested: self.requested,
            acts: self.acts,
            expires: self.expires,
        }
    }
}

impl Held {
    /// Where the name stands at `now`.
    ///
    /// Restoring does not move the expiry, so a name that was restored after it waits for its
    /// renewal instead of being in redemption still.
    pub fn phase(&self, now: Timestamp, rules: &TldRules) -> Phase {
        match self.facts().at(now, rules) {
            Phase::Redemption if self.was_restored_late(rules) => Phase::Lapsed,
            phase => phase,
        }
    }

    fn was_restored_late(&self, rules: &TldRules) -> bool {
        let lost = self.expires + rules.redemption_after;
        self.deleted.is_none() && self.restored.is_some_and(|restored| restored >= lost)
    }

    /// Since when only a restore brings the name back, if it is so at `now`.
    pub fn gone_since(&self, now: Timestamp, rules: &TldRules) -> Option<Timestamp> {
        let phase = self.phase(now, rules);
        matches!(phase, Phase::Redemption | Phase::PendingDelete)
            .then(|| self.deleted.unwrap_or(self.expires + rules.redemption_after))
    }

    /// Refuses changes while a transfer is under way and after the name went into redemption.
    ///
    /// Unlike the platform, the registry still takes changes of a name that does not resolve any
    /// more.
    pub fn may_change(&self, now: Timestamp, rules: &TldRules) -> Result<()> {
        self.facts().unoccupied()?;
        match self.phase(now, rules) {
            Phase::Active | Phase::Expired | Phase::Lapsed => Ok(()),
            Phase::Redemption => Err(Error::Prohibited(Prohibition::Redemption)),
            Phase::PendingDelete | Phase::Gone => {
                Err(Error::Prohibited(Prohibition::PendingDelete))
            }
        }
    }

    /// The move that waits for an answer.
    pub fn pending(&self) -> Option<Move> {
        self.transfer.filter(|step| step.standing == TransferStanding::Pending)
    }

    /// The facts in the model's shape, so that its rules decide; what a registry does not keep is
    /// left blank.
    pub fn facts(&self) -> Domain {
        Domain {
            id: DomainId(self.id),
            name: self.name.clone(),
            account: AccountId(self.registrar.id()),
            registered: self.registered,
            anchor: self.anchor,
            expires: self.expires,
            renewed: None,
            updated: self.registered,
            transferred: self.transferred,
            deleted: self.deleted,
            lock: self.lock,
            suspended: self.suspended,
            autorenew: false,
            privacy: self.privacy,
            managed_dns: false,
            dnssec: !self.signers.is_empty(),
            reference: None,
            contacts: [ContactId(0); 4],
            nameservers: Vec::new(),
            pending: self.pending().map(|_| Pending::Transfer),
            told: self.registered,
        }
    }
}
