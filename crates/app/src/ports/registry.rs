//! The registry or registrar above us: the moves of EPP (RFC 5730 to 5733, RFC 5910, RFC 3915).
//!
//! Silence is [`Error::OutcomeUnknown`]; [`Error::Unavailable`] promises that nothing happened.
//!
//! [`Error::OutcomeUnknown`]: model::Error::OutcomeUnknown
//! [`Error::Unavailable`]: model::Error::Unavailable

use std::collections::BTreeMap;

use async_trait::async_trait;
use model::Result;
use model::contact::Contact;
use model::dnssec::DelegationSigner;
use model::domain::Lock;
use model::host::Host;
use model::name::{DomainName, HostName};
use model::secret::Secret;
use model::time::{Timestamp, Years};

/// Whether a name can be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// The name that was asked for.
    pub name: DomainName,
    /// Why it cannot be registered; none when it can.
    pub taken: Option<Taken>,
    /// Whether it costs the premium price.
    pub premium: bool,
}

/// Why a name cannot be registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Somebody holds it.
    Registered,
    /// The registry keeps it.
    Reserved,
}

/// A contact as it travels: the handle names it at the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactCard {
    /// Our handle for it.
    pub handle: String,
    /// Who it is.
    pub contact: Contact,
}

/// A first registration.
#[derive(Debug, Clone)]
pub struct Register {
    /// What is registered.
    pub name: DomainName,
    /// For how long.
    pub years: Years,
    /// Contacts in the order of `Role::ALL`.
    pub contacts: [ContactCard; 4],
    /// The delegation, with glue where it is needed.
    pub nameservers: Vec<Host>,
    /// Whether transfers start refused.
    pub lock: Lock,
    /// The auth code it starts with.
    pub auth_code: Secret<String>,
    /// What the extension asks besides, by the registry's own keys.
    pub extras: BTreeMap<String, String>,
    /// The registrant is hidden.
    pub privacy: bool,
}

/// A renewal. The registry compares `from`, so that repeating it renews once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renew {
    /// What is renewed.
    pub name: DomainName,
    /// The expiry it starts from.
    pub from: Timestamp,
    /// Years to add.
    pub years: Years,
}

/// What a registration or renewal led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// When the name was first registered.
    pub registered: Timestamp,
    /// When it expires now.
    pub expires: Timestamp,
}

/// Changes of a name; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct Update {
    /// Contacts in the order of `Role::ALL`.
    pub contacts: Option<[ContactCard; 4]>,
    /// The whole delegation.
    pub nameservers: Option<Vec<Host>>,
    /// All DS records.
    pub signers: Option<Vec<DelegationSigner>>,
    /// Lock against transfer (`clientTransferProhibited`).
    pub lock: Option<Lock>,
    /// Taken out of the zone by hand (`clientHold`).
    pub suspended: Option<bool>,
    /// Registrant hidden from WHOIS (RFC 5733, disclose).
    pub privacy: Option<bool>,
    /// A new auth code.
    pub auth_code: Option<Secret<String>>,
}

/// A name as the registry knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// The name.
    pub name: DomainName,
    /// Whether it is held through us.
    pub ours: bool,
    /// First registration.
    pub registered: Timestamp,
    /// Expiry.
    pub expires: Timestamp,
    /// Lock against transfer.
    pub lock: Lock,
    /// Taken out of the zone by its registrar.
    pub suspended: bool,
    /// Registrant hidden from WHOIS.
    pub privacy: bool,
    /// When it was deleted and can still be restored.
    pub deleted: Option<Timestamp>,
    /// The delegation.
    pub nameservers: Vec<HostName>,
    /// All DS records.
    pub signers: Vec<DelegationSigner>,
    /// Contacts, when the registry tells them: always of our own names, of others with the right
    /// auth code.
    pub contacts: Option<[ContactCard; 4]>,
    /// What was said besides when the name was registered; told of our own names only.
    pub extras: BTreeMap<String, String>,
    /// The move that is under way or was the last.
    pub transfer: Option<TransferReport>,
}

/// One of the five moves of a transfer.
#[derive(Debug, Clone)]
pub enum TransferMove {
    /// Ask for a name; the auth code where its registry uses one.
    Request(Option<Secret<String>>),
    /// How does it stand?
    Query,
    /// Let a name go.
    Approve,
    /// Keep a name.
    Reject,
    /// Withdraw a request.
    Cancel,
}

/// How a transfer between registrars stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TransferReport {
    /// Whether the name comes to us (else it leaves us).
    pub incoming: bool,
    /// Where it stands.
    pub state: TransferStanding,
    /// When it was asked for.
    pub requested: Timestamp,
    /// When silence decides, or when it was decided.
    pub acts: Timestamp,
    /// The name's expiry, after the transfer where it is over.
    pub expires: Timestamp,
}

/// Where a transfer between registrars stands (RFC 5731 §3.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferStanding {
    /// Waits for the losing side.
    Pending,
    /// The losing side agreed.
    ClientApproved,
    /// The losing side refused.
    ClientRejected,
    /// The gaining side withdrew.
    ClientCancelled,
    /// Silence meant yes.
    ServerApproved,
    /// Silence meant no.
    ServerCancelled,
}

/// What the registry has to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Acknowledges it.
    pub id: i64,
    /// The name it is about.
    pub name: DomainName,
    /// What happened to the name's transfer.
    pub transfer: TransferReport,
}

/// The registry or registrar above us.
#[async_trait]
pub trait Registry: Send + Sync {
    /// Whether names can be registered; the answers stand in the order of the names.
    async fn check(&self, names: &[DomainName]) -> Result<Vec<Availability>>;
    /// A name as the registry knows it; the auth code opens a stranger's.
    async fn info(&self, name: &DomainName, auth_code: Option<&str>) -> Result<Info>;
    /// Registers a name.
    async fn register(&self, command: &Register) -> Result<Term>;
    /// Renews a name, once per expiry it starts from.
    async fn renew(&self, command: &Renew) -> Result<Term>;
    /// Changes a name; repeating it changes nothing more.
    async fn update(&self, name: &DomainName, update: &Update) -> Result<()>;
    /// One of the five moves of a transfer.
    async fn transfer(&self, name: &DomainName, step: &TransferMove) -> Result<TransferReport>;
    /// Deletes a name; the instant says since when.
    async fn delete(&self, name: &DomainName) -> Result<Timestamp>;
    /// Brings a name back from redemption.
    async fn restore(&self, name: &DomainName) -> Result<()>;
    /// Makes a contact or replaces what it says (RFC 5733); repeating it changes nothing more.
    async fn set_contact(&self, card: &ContactCard) -> Result<()>;
    /// Makes a host or replaces its addresses.
    async fn set_host(&self, host: &Host) -> Result<()>;
    /// Removes a host that no name uses.
    async fn delete_host(&self, name: &HostName) -> Result<()>;
    /// The oldest message that was not acknowledged.
    async fn poll(&self) -> Result<Option<Message>>;
    /// Takes a message off the queue.
    async fn acknowledge(&self, message: i64) -> Result<()>;
}
