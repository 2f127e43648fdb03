//! What the sandbox's controls may do: act for the other registrar, and look at everything.
//!
//! None of it is open to the platform, which only knows the port.

use std::net::IpAddr;

use app::ports::registry::{ContactCard, TransferMove, TransferReport};
use model::contact::Contact;
use model::domain::{Lock, Phase};
use model::error::{Error, Field, Noun, Reason, Result};
use model::name::{DomainName, HostName};
use model::secret::Secret;
use model::time::{Timestamp, Years};

use super::EmbeddedRegistry;
use super::desk::{Answer, Desk, Registrar};
use super::held::Held;

impl EmbeddedRegistry {
    /// Has another registrar hold `name`: unlocked and old enough to move. Without `expires` it was
    /// registered two years ago and expires in one.
    ///
    /// # Errors
    /// When the name is held or its extension unknown, or when it would be free by now or end later
    /// than the registry allows.
    pub async fn hold_elsewhere(
        &self,
        name: &DomainName,
        auth_code: &str,
        expires: Option<Timestamp>,
    ) -> Result<()> {
        let (name, auth_code) = (name.clone(), Secret::new(auth_code.to_owned()));
        self.writer.run(move |desk| desk.hold_elsewhere(name, auth_code, expires)).await
    }

    /// The other registrar lets a name go that we asked for.
    ///
    /// # Errors
    /// When nobody asked, or it does not hold the name.
    pub async fn approve(&self, name: &DomainName) -> Result<TransferReport> {
        self.transfer_as(Registrar::Rival, name, TransferMove::Approve).await
    }

    /// The other registrar keeps a name that we asked for.
    ///
    /// # Errors
    /// When nobody asked, or it does not hold the name.
    pub async fn reject(&self, name: &DomainName) -> Result<TransferReport> {
        self.transfer_as(Registrar::Rival, name, TransferMove::Reject).await
    }

    /// The other registrar asks for a name held by us.
    ///
    /// # Errors
    /// The reason: wrong code, locked, too young, already asked for, not held here.
    pub async fn request_away(&self, name: &DomainName, auth_code: &str) -> Result<()> {
        let step = TransferMove::Request(Some(Secret::new(auth_code.to_owned())));
        self.transfer_as(Registrar::Rival, name, step).await.map(drop)
    }

    /// The other registrar withdraws its request for a name held by us.
    ///
    /// # Errors
    /// When it has not asked.
    pub async fn withdraw_request(&self, name: &DomainName) -> Result<TransferReport> {
        self.transfer_as(Registrar::Rival, name, TransferMove::Cancel).await
    }

    /// Whether a name is held by us.
    ///
    /// # Errors
    /// When its extension is unknown, or the books fail.
    pub async fn held_by_us(&self, name: &DomainName) -> Result<bool> {
        let ours = |held: Held| held.registrar == Registrar::Ours;
        self.look(|desk| Ok(desk.find(name)?.is_some_and(ours))).await
    }

    /// Shows `visitor` every name held by us and its expiry, in alphabetical order.
    ///
    /// # Errors
    /// When the books fail.
    pub async fn visit_ours(
        &self,
        visitor: impl FnMut(&DomainName, Timestamp) + Send,
    ) -> Result<()> {
        self.look(|desk| desk.visit_held(Registrar::Ours, visitor)).await
    }

    /// The addresses of a host below a name of this registry.
    ///
    /// # Errors
    /// When the books fail.
    pub async fn addresses(&self, host: &HostName) -> Result<Option<Vec<IpAddr>>> {
        self.look(|desk| desk.addresses(host)).await
    }

    /// Empties the books.
    ///
    /// # Errors
    /// When they fail.
    pub async fn reset(&self) -> Result<()> {
        self.writer.run(|desk| desk.empty()).await
    }
}

impl Desk<'_> {
    fn hold_elsewhere(
        &self,
        name: DomainName,
        auth_code: Secret<String>,
        expires: Option<Timestamp>,
    ) -> Answer<()> {
        let rules = self.rules(&name)?;
        if self.find(&name)?.is_some() {
            return Err(Error::Taken(Noun::Domain).into());
        }
        let expires = expires.unwrap_or(self.now.plus_years(Years(1)));
        if expires > self.now.plus_years(rules.longest) {
            return Err(Error::invalid(Field::Instant, Reason::PastLongest(rules.longest.0)).into());
        }
        let held = held_elsewhere(name, auth_code, self.now, expires);
        if held.phase(self.now, rules) == Phase::Gone {
            return Err(Error::invalid(Field::Instant, Reason::InThePast).into());
        }
        self.forget(&held.name)?;
        self.save_contacts(Registrar::Rival, &std::array::from_fn(|_| holder_elsewhere()))?;
        self.save(&held)?;
        Ok(())
    }

    fn visit_held(
        &self,
        registrar: Registrar,
        mut visitor: impl FnMut(&DomainName, Timestamp),
    ) -> Answer<()> {
        self.visit(registrar, |held| {
            let rules = self.rulebook.get(held.name.tld());
            if rules.is_some_and(|rules| held.phase(self.now, rules) != Phase::Gone) {
                visitor(&held.name, held.expires);
            }
        })
    }

    fn empty(&self) -> Answer<()> {
        self.connection.execute_batch(
            "DELETE FROM domains; DELETE FROM contacts; DELETE FROM messages; \
             DELETE FROM sqlite_sequence;",
        )?;
        Ok(())
    }
}

/// The handle of whoever holds names elsewhere.
const HOLDER: &str = "elsewhere-holder";

/// Years are counted from the expiry, which may be any instant.
fn held_elsewhere(
    name: DomainName,
    auth_code: Secret<String>,
    now: Timestamp,
    expires: Timestamp,
) -> Held {
    let registered = now.plus_iso_duration("-P2Y").unwrap_or_default();
    Held {
        id: 0,
        name,
        registrar: Registrar::Rival,
        registered,
        anchor: expires,
        expires,
        transferred: None,
        deleted: None,
        restored: None,
        lock: Lock::Off,
        suspended: false,
        privacy: false,
        auth_code,
        handles: std::array::from_fn(|_| HOLDER.to_owned()),
        signers: Vec::new(),
        transfer: None,
    }
}

fn holder_elsewhere() -> ContactCard {
    let contact = Contact {
        name: "Holder Elsewhere".to_owned(),
        email: "holder@elsewhere.example".to_owned(),
        phone: "+27.215550199".to_owned(),
        street: ["1 Other Street".to_owned(), String::new(), String::new()],
        city: "Cape Town".to_owned(),
        province: "Western Cape".to_owned(),
        postal_code: "8001".to_owned(),
        country: "ZA".to_owned(),
        ..Contact::default()
    };
    ContactCard { handle: HOLDER.to_owned(), contact }
}
