//! A registry inside the program, for the sandbox: real behaviour instead of canned answers.
//!
//! It keeps the names, hosts and contacts of several registrars in a file of its own, enforces the
//! rulebook by its own count, and knows nothing of the platform that is one of its registrars.
//! Prices and accounts are not kept here.

/// The file behind it.
mod books;
/// What the sandbox's controls may do: the rival's hand, and looking at everything.
mod control;
/// Where a command is handled.
mod desk;
/// A name's facts.
mod held;
/// Hosts and delegations.
mod hosts;
/// Registration, renewal, deletion, restoration.
mod life;
/// Moves between registrars.
mod transfers;
/// Changes of a name.
mod update;

use std::path::Path;
use std::sync::Arc;

use app::clock::Clock;
use app::ports::Registry;
use app::ports::registry::{
    Availability, ContactCard, Info, Message, Register, Renew, Term, TransferMove, TransferReport,
    Update,
};
use async_trait::async_trait;
use model::Result;
use model::host::Host;
use model::name::{DomainName, HostName};
use model::time::Timestamp;
use model::tld::Rulebook;

use books::{Ground, Readers, Writer};
use desk::{Answer, Desk, Registrar};

/// A registry inside the program. The platform is one of its registrars.
pub struct EmbeddedRegistry {
    ground: Arc<Ground>,
    readers: Readers,
    writer: Writer,
}

impl EmbeddedRegistry {
    /// Opens its books at `path`, or starts them.
    ///
    /// # Errors
    /// Says in words why the file cannot be used.
    pub fn open(path: &Path, rulebook: Arc<Rulebook>, clock: Clock) -> Result<Self, String> {
        let ground = Arc::new(Ground::new(rulebook, clock));
        let writer = Writer::start(path, Arc::clone(&ground))?;
        Ok(Self { ground, readers: Readers::of(path.to_owned()), writer })
    }

    /// Looks something up, after what silence has decided was written down.
    async fn look<T>(&self, question: impl FnOnce(&Desk<'_>) -> Answer<T> + Send) -> Result<T> {
        let now = self.ground.clock.now();
        if self.ground.is_due(now) {
            self.writer.run(|_| Ok(())).await?;
        }
        Ok(self.readers.look(|connection| question(&self.ground.desk(connection, now)))?)
    }

    async fn transfer_as(
        &self,
        actor: Registrar,
        name: &DomainName,
        step: TransferMove,
    ) -> Result<TransferReport> {
        let name = name.clone();
        self.writer.run(move |desk| desk.transfer(actor, &name, &step)).await
    }
}

#[async_trait]
impl Registry for EmbeddedRegistry {
    async fn check(&self, names: &[DomainName]) -> Result<Vec<Availability>> {
        self.look(|desk| names.iter().map(|name| desk.availability(name)).collect()).await
    }

    async fn info(&self, name: &DomainName, auth_code: Option<&str>) -> Result<Info> {
        self.look(|desk| {
            // One moment of the books: name, delegation and contacts fit together.
            let _moment = desk.connection.unchecked_transaction()?;
            desk.info(Registrar::Ours, name, auth_code)
        })
        .await
    }

    async fn register(&self, command: &Register) -> Result<Term> {
        let command = command.clone();
        self.writer.run(move |desk| desk.register(Registrar::Ours, &command)).await
    }

    async fn renew(&self, command: &Renew) -> Result<Term> {
        let command = command.clone();
        self.writer.run(move |desk| desk.renew(Registrar::Ours, &command)).await
    }

    async fn update(&self, name: &DomainName, update: &Update) -> Result<()> {
        let (name, update) = (name.clone(), update.clone());
        self.writer.run(move |desk| desk.update(Registrar::Ours, &name, &update)).await
    }

    async fn transfer(&self, name: &DomainName, step: &TransferMove) -> Result<TransferReport> {
        self.transfer_as(Registrar::Ours, name, step.clone()).await
    }

    async fn delete(&self, name: &DomainName) -> Result<Timestamp> {
        let name = name.clone();
        self.writer.run(move |desk| desk.delete(Registrar::Ours, &name)).await
    }

    async fn restore(&self, name: &DomainName) -> Result<()> {
        let name = name.clone();
        self.writer.run(move |desk| desk.restore(Registrar::Ours, &name)).await
    }

    async fn set_contact(&self, card: &ContactCard) -> Result<()> {
        let card = card.clone();
        self.writer.run(move |desk| desk.save_contact(Registrar::Ours, &card)).await
    }

    async fn set_host(&self, host: &Host) -> Result<()> {
        let host = host.clone();
        self.writer.run(move |desk| desk.set_host(Registrar::Ours, &host)).await
    }

    async fn delete_host(&self, name: &HostName) -> Result<()> {
        let name = name.clone();
        self.writer.run(move |desk| desk.delete_host(Registrar::Ours, &name)).await
    }

    async fn poll(&self) -> Result<Option<Message>> {
        self.look(|desk| desk.oldest_message()).await
    }

    async fn acknowledge(&self, message: i64) -> Result<()> {
        self.writer.run(move |desk| desk.acknowledge(message)).await
    }
}
