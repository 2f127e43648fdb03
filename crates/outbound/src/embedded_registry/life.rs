//! A name's life at the registry: availability, registration, renewal, deletion, restoration.
//!
//! Who pays how much is none of its business, except that it says which names are premium.

use std::collections::BTreeMap;

use app::ports::registry::{Availability, Info, Register, Renew, Taken, Term};
use model::Error;
use model::domain::{Phase, lifecycle};
use model::error::{Field, Noun, Prohibition, Reason};
use model::name::DomainName;
use model::secret::Secret;
use model::time::Timestamp;

use super::desk::{Answer, Desk, Registrar, prohibited, refused};
use super::held::Held;

impl Desk<'_> {
    /// Whether a name can be registered.
    pub fn availability(&self, name: &DomainName) -> Answer<Availability> {
        let taken = match self.find(name)? {
            Some(_) => Some(Taken::Registered),
            None if self.reserves(name) => Some(Taken::Reserved),
            None => None,
        };
        Ok(Availability { name: name.clone(), taken, premium: is_premium(name) })
    }

    /// What `actor` may know about a name.
    pub fn info(&self, actor: Registrar, name: &DomainName, code: Option<&str>) -> Answer<Info> {
        let rules = self.rules(name)?;
        let held = self.taken(name)?;
        let opened = code.filter(|_| rules.uses_auth_code);
        if opened.is_some_and(|code| !same(code, &held.auth_code)) {
            return Err(Error::invalid(Field::AuthCode, Reason::Wrong).into());
        }
        let ours = held.registrar == actor;
        let tells = ours || opened.is_some();
        Ok(Info {
            ours,
            registered: held.registered,
            expires: held.expires,
            lock: held.lock,
            suspended: held.suspended,
            privacy: held.privacy,
            deleted: held.gone_since(self.now, rules),
            nameservers: self.nameservers(held.id)?,
            contacts: if tells { Some(self.contacts(&held.handles)?) } else { None },
            extras: if ours { self.extras(held.id)? } else { BTreeMap::new() },
            transfer: held.transfer.map(|step| step.report()),
            name: held.name,
            signers: held.signers,
        })
    }

    /// Registers a free name for `actor`.
    pub fn register(&self, actor: Registrar, command: &Register) -> Answer<Term> {
        let name = &command.name;
        let rules = self.rules(name)?;
        if self.find(name)?.is_some() {
            return Err(Error::Taken(Noun::Domain).into());
        }
        if self.reserves(name) {
            return Err(refused("the name is reserved"));
        }
        let registration = lifecycle::register(command.years, self.now, rules)?;
        self.forget(name)?;
        let mut held = Held {
            id: 0,
            name: name.clone(),
            registrar: actor,
            registered: self.now,
            anchor: self.now,
            expires: registration.expires,
            transferred: None,
            deleted: None,
            restored: None,
            lock: command.lock,
            suspended: false,
            privacy: command.privacy,
            auth_code: command.auth_code.clone(),
            handles: self.save_contacts(actor, &command.contacts)?,
            signers: Vec::new(),
            transfer: None,
        };
        held.id = self.save(&held)?;
        self.save_extras(held.id, &command.extras)?;
        self.delegate(&held, &command.nameservers)?;
        Ok(held.term())
    }

    /// Renews a name once for the expiry it starts from.
    pub fn renew(&self, actor: Registrar, command: &Renew) -> Answer<Term> {
        let mut held = self.held_by(actor, &command.name)?;
        let rules = self.rules(&command.name)?;
        if held.expires != command.from {
            return Err(Error::Stale { field: Field::Period }.into());
        }
        held.may_change(self.now, rules)?;
        held.expires = lifecycle::renew(&held.facts(), command.years, self.now, rules)?.expires;
        held.restored = None;
        self.save(&held)?;
        Ok(held.term())
    }

    /// Deletes a name; within the add grace period it is free at once.
    pub fn delete(&self, actor: Registrar, name: &DomainName) -> Answer<Timestamp> {
        let mut held = self.held_by(actor, name)?;
        held.may_change(self.now, self.rules(name)?)?;
        held.deleted = Some(self.now);
        held.restored = None;
        self.save(&held)?;
        Ok(self.now)
    }

    /// Brings a name back from redemption; its expiry stays for a renewal to move. Repeating it
    /// changes nothing.
    pub fn restore(&self, actor: Registrar, name: &DomainName) -> Answer<()> {
        let mut held = self.held_by(actor, name)?;
        match held.phase(self.now, self.rules(name)?) {
            Phase::Redemption => {
                held.deleted = None;
                held.restored = Some(self.now);
                self.save(&held)?;
                Ok(())
            }
            Phase::PendingDelete | Phase::Gone => Err(prohibited(Prohibition::PendingDelete)),
            Phase::Active | Phase::Expired | Phase::Lapsed if held.restored.is_some() => Ok(()),
            Phase::Active | Phase::Expired | Phase::Lapsed => {
                Err(Error::NothingPending(Noun::Domain).into())
            }
        }
    }

    /// Labels that the registry keeps, and names that are extensions of their own.
    fn reserves(&self, name: &DomainName) -> bool {
        let label = name.sld();
        label.starts_with("reserved-")
            || matches!(label, "nic" | "www")
            || self.rulebook.get(name.as_str()).is_some()
    }
}

impl Held {
    const fn term(&self) -> Term {
        Term { registered: self.registered, expires: self.expires }
    }
}

fn is_premium(name: &DomainName) -> bool {
    name.sld().starts_with("premium-")
}

/// Whether a code is the secret; how long that takes tells nothing but lengths. A name without a
/// code is opened by none.
pub(super) fn same(code: &str, secret: &Secret<String>) -> bool {
    let secret = secret.reveal();
    let pairs = code.bytes().zip(secret.bytes());
    let differences = pairs.fold(0, |sum, (one, other)| sum | (one ^ other));
    !secret.is_empty() && code.len() == secret.len() && differences == 0
}
