//! Changes of a name that its registrar asks for.

use app::ports::registry::Update;
use model::dnssec;
use model::name::DomainName;

use super::desk::{Answer, Desk, Registrar};

impl Desk<'_> {
    /// Changes a name; what the update leaves out stays. All of it happens, or nothing.
    pub fn update(&self, actor: Registrar, name: &DomainName, update: &Update) -> Answer<()> {
        let mut held = self.held_by(actor, name)?;
        held.may_change(self.now, self.rules(name)?)?;
        if let Some(cards) = &update.contacts {
            held.handles = self.save_contacts(actor, cards)?;
        }
        if let Some(nameservers) = &update.nameservers {
            self.delegate(&held, nameservers)?;
        }
        if let Some(signers) = &update.signers {
            held.signers = dnssec::signers(signers.clone())?;
        }
        held.lock = update.lock.unwrap_or(held.lock);
        held.suspended = update.suspended.unwrap_or(held.suspended);
        held.privacy = update.privacy.unwrap_or(held.privacy);
        if let Some(auth_code) = &update.auth_code {
            held.auth_code = auth_code.clone();
        }
        self.save(&held)?;
        Ok(())
    }
}
