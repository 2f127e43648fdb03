//! A registry, a clock that stands still, and short words for commands.

use std::path::PathBuf;
use std::sync::Arc;

use app::clock::Clock;
use app::ports::Registry;
use app::ports::registry::{
    ContactCard, Info, Register, Renew, Term, TransferMove, TransferReport, Update,
};
use model::Result;
use model::contact::Contact;
use model::domain::Lock;
use model::error::Field;
use model::host::Host;
use model::name::{DomainName, HostName};
use model::secret::Secret;
use model::time::{Timestamp, Years};
use outbound::EmbeddedRegistry;
use tempfile::TempDir;

/// The auth code that names here start with.
pub const CODE: &str = "open-sesame-1";

/// One world; its files go with it.
pub struct World {
    /// What is tried.
    pub registry: Arc<dyn Registry>,
    /// The other registrar's hand.
    pub rival: Arc<EmbeddedRegistry>,
    /// The time.
    pub clock: Clock,
    folder: TempDir,
}

impl World {
    /// Begins at a moment.
    pub fn at(moment: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let clock = Clock::frozen(instant(moment));
        let rival = Arc::new(open(&folder.path().join("registry.sqlite"), &clock));
        Self { registry: Arc::<EmbeddedRegistry>::clone(&rival), rival, clock, folder }
    }

    /// Where the books are.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("registry.sqlite")
    }

    /// Lets time pass.
    pub fn sleeps_until(&self, moment: &str) {
        self.clock.set(instant(moment), true);
    }

    /// Registers a name with two nameservers elsewhere, unlocked.
    pub async fn registers(&self, domain: &str, years: u8) -> Result<Term> {
        self.registry.register(&registration(domain, years)).await
    }

    /// Renews a name from the expiry that it should have.
    pub async fn renews(&self, domain: &str, from: &str, years: u8) -> Result<Term> {
        let (name, from, years) = (name(domain), instant(from), Years(years));
        self.registry.renew(&Renew { name, from, years }).await
    }

    /// A name as we see it.
    pub async fn sees(&self, domain: &str) -> Result<Info> {
        self.registry.info(&name(domain), None).await
    }

    /// The day on which a name expires.
    pub async fn expiry(&self, domain: &str) -> String {
        self.sees(domain).await.expect("the name is held").expires.day()
    }

    /// Whether a name is free.
    pub async fn is_free(&self, domain: &str) -> bool {
        let answers = self.registry.check(&[name(domain)]).await.expect("the check is answered");
        answers[0].taken.is_none()
    }

    /// Changes a name.
    pub async fn updates(&self, domain: &str, update: Update) -> Result<()> {
        self.registry.update(&name(domain), &update).await
    }

    /// Asks for another registrar's name.
    pub async fn asks_for(&self, domain: &str, code: &str) -> Result<TransferReport> {
        self.moves(domain, TransferMove::Request(Some(Secret::new(code.to_owned())))).await
    }

    /// Makes one of the five moves.
    pub async fn moves(&self, domain: &str, step: TransferMove) -> Result<TransferReport> {
        self.registry.transfer(&name(domain), &step).await
    }

    /// What the registry tells of transfers since the last time.
    pub async fn news(&self) -> Vec<(String, TransferReport)> {
        let mut news = Vec::new();
        while let Some(message) = self.registry.poll().await.expect("the poll is answered") {
            self.registry.acknowledge(message.id).await.expect("the message is there");
            news.push((message.name.to_string(), message.transfer));
        }
        news
    }
}

/// Opens books.
pub fn open(path: &std::path::Path, clock: &Clock) -> EmbeddedRegistry {
    let (rulebook, _) = app::rulebook::embedded().expect("the shipped rulebook loads");
    EmbeddedRegistry::open(path, Arc::new(rulebook), clock.clone()).expect("the books open")
}

/// A moment; a day begins at midnight.
pub fn instant(text: &str) -> Timestamp {
    let whole = if text.contains('T') { text.to_owned() } else { format!("{text}T00:00:00Z") };
    Timestamp::parse(&whole).expect("the test writes its moments well")
}

/// A name under one of the extensions that the tests use.
pub fn name(text: &str) -> DomainName {
    let sold = ["co.za", "com", "eu", "ru", "eu.com", "com.au"];
    DomainName::parse(text, |tld| sold.contains(&tld)).expect("the test writes its names well")
}

/// A host name.
pub fn host_name(text: &str) -> HostName {
    HostName::parse(text, Field::Host).expect("the test writes its hosts well")
}

/// A host with addresses.
pub fn host(text: &str, addresses: &[&str]) -> Host {
    let parsed = addresses.iter().map(|text| text.parse().expect("an address"));
    Host { name: host_name(text), addresses: parsed.collect() }
}

/// What registers a name.
pub fn registration(domain: &str, years: u8) -> Register {
    Register {
        name: name(domain),
        years: Years(years),
        contacts: cards("jane", "Cape Town"),
        nameservers: vec![host("ns1.dns.example", &[]), host("ns2.dns.example", &[])],
        lock: Lock::Off,
        auth_code: Secret::new(CODE.to_owned()),
        extras: Default::default(),
        privacy: false,
    }
}

/// One person in all four roles.
pub fn cards(handle: &str, city: &str) -> [ContactCard; 4] {
    std::array::from_fn(|_| ContactCard {
        handle: handle.to_owned(),
        contact: Contact {
            name: "Jane Dlamini".to_owned(),
            email: "jane@example.co.za".to_owned(),
            city: city.to_owned(),
            ..Contact::default()
        },
    })
}
