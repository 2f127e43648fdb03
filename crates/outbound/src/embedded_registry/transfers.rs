//! Moving a name between registrars: five moves (RFC 5730 §2.9.3.4), and silence.
//!
//! Nobody has to be awake when silence decides: whoever looks next finds it written down as of then.

use app::ports::registry::{TransferMove, TransferReport, TransferStanding};
use model::Error;
use model::domain::transfer::{Route, may_leave};
use model::domain::{Lock, Phase, lifecycle};
use model::error::{Field, Noun, Prohibition, Reason};
use model::name::DomainName;
use model::secret::Secret;
use model::time::Timestamp;
use model::tld::{Silence, TldRules};

use super::desk::{Answer, Desk, Registrar, prohibited};
use super::held::{Held, Move};
use super::life::same;

impl Desk<'_> {
    /// One of the five moves, made by `actor`.
    pub fn transfer(
        &self,
        actor: Registrar,
        name: &DomainName,
        step: &TransferMove,
    ) -> Answer<TransferReport> {
        let held = self.taken(name)?;
        match step {
            TransferMove::Request(code) => self.request(actor, held, code.as_ref()),
            TransferMove::Query => {
                let last = held.transfer.ok_or(Error::NotFound(Noun::Transfer))?;
                Ok(last.report())
            }
            TransferMove::Approve => self.answer(actor, held, TransferStanding::ClientApproved),
            TransferMove::Reject => self.answer(actor, held, TransferStanding::ClientRejected),
            TransferMove::Cancel => self.answer(actor, held, TransferStanding::ClientCancelled),
        }
    }

    /// Writes down what silence has decided by now.
    pub fn settle_due(&self) -> Answer<()> {
        for held in self.due()? {
            let acts = held.transfer.map_or(self.now, |step| step.acts);
            let standing = self.meaning_of_silence(&held, acts);
            let (name, report) = self.conclude(held, standing, acts)?;
            self.tell(&name, &report)?;
        }
        Ok(())
    }

    fn request(
        &self,
        actor: Registrar,
        held: Held,
        code: Option<&Secret<String>>,
    ) -> Answer<TransferReport> {
        let rules = self.rules(&held.name)?;
        if held.registrar == actor {
            return Err(prohibited(Prohibition::AlreadyHeld));
        }
        if rules.uses_auth_code {
            let code = code.ok_or(Error::Missing(Field::AuthCode))?;
            if !same(code.reveal(), &held.auth_code) {
                return Err(Error::invalid(Field::AuthCode, Reason::Wrong).into());
            }
        }
        may_leave(&held.facts(), Route::Out, self.now, rules)?;
        let step = Move {
            gaining: actor,
            requested: self.now,
            acts: self.now + rules.transfer_window,
            standing: TransferStanding::Pending,
            expires: held.expires,
        };
        self.save_move(&held, &step)?;
        self.tell_others_doing(actor, &held.name, step.report())
    }

    fn answer(
        &self,
        actor: Registrar,
        held: Held,
        standing: TransferStanding,
    ) -> Answer<TransferReport> {
        let pending = held.pending().ok_or(Error::NothingPending(Noun::Transfer))?;
        let entitled = match standing {
            TransferStanding::ClientCancelled => pending.gaining,
            _ => held.registrar,
        };
        if actor != entitled {
            return Err(Error::NotYours(Noun::Transfer).into());
        }
        let (name, report) = self.conclude(held, standing, self.now)?;
        self.tell_others_doing(actor, &name, report)
    }

    /// A registrar is not told by message what it did itself.
    fn tell_others_doing(
        &self,
        actor: Registrar,
        name: &DomainName,
        report: TransferReport,
    ) -> Answer<TransferReport> {
        if actor != Registrar::Ours {
            self.tell(name, &report)?;
        }
        Ok(report)
    }

    fn conclude(
        &self,
        mut held: Held,
        standing: TransferStanding,
        at: Timestamp,
    ) -> Answer<(DomainName, TransferReport)> {
        let pending = held.pending().ok_or(Error::NothingPending(Noun::Transfer))?;
        if matches!(standing, TransferStanding::ClientApproved | TransferStanding::ServerApproved) {
            held.move_to(pending.gaining, at, self.rules(&held.name)?);
            self.save(&held)?;
        }
        let over = Move { standing, acts: at, expires: held.expires, ..pending };
        self.save_move(&held, &over)?;
        Ok((held.name, over.report()))
    }

    /// A name that went into redemption while it waited stays where it is.
    fn meaning_of_silence(&self, held: &Held, acts: Timestamp) -> TransferStanding {
        match self.rulebook.get(held.name.tld()) {
            Some(rules)
                if rules.silence == Silence::Approves
                    && held.phase(acts, rules) <= Phase::Lapsed =>
            {
                TransferStanding::ServerApproved
            }
            _ => TransferStanding::ServerCancelled,
        }
    }
}

impl Held {
    /// Puts the name into new hands. The added years are left out where the name would then end
    /// later than its registry allows.
    fn move_to(&mut self, gaining: Registrar, at: Timestamp, rules: &TldRules) {
        let extended = lifecycle::extend(self.anchor, self.expires, rules.transfer_adds);
        if extended <= at.plus_years(rules.longest) {
            self.expires = extended;
        }
        self.registrar = gaining;
        self.transferred = Some(at);
        self.restored = None;
        self.lock = Lock::Off;
        self.privacy = false;
    }
}
