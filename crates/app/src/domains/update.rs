//! Changes of a name at its registry: contacts, delegation, hosts, DS records, lock, suspension.
//!
//! Changes that a caller is told are queued wait visibly, one behind the other; the others are
//! carried out at once. Carrying one out twice changes nothing more.

use std::sync::Arc;

use model::contact::ContactId;
use model::dnssec::{self, DelegationSigner};
use model::domain::{Domain, Lock, Pending, lifecycle};
use model::error::{Noun, Prohibition};
use model::event::EventKind;
use model::host::Host;
use model::name::{DomainName, HostName};
use model::operation::OperationState;
use model::privilege::DomainPrivilege;
use model::time::{Seconds, Timestamp};
use model::{Error, Result};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::operations::Operation;

use super::held::{entrusted, held};
use super::is_queued;
use super::{auth_code, choices};
use crate::hosts;
use crate::jobs;
use crate::keys::Purpose;
use crate::news::{Act, tell};
use crate::operations;
use crate::ports::registry;
use crate::realm::{Context, Realm};
use crate::zones;
use crate::zones::signing::{self, Turn};

/// A change, as it is written down; what is absent stays.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Command {
    /// Rows of new contacts, in the order of `Role::ALL`.
    pub contacts: [Option<i64>; 4],
    /// The whole delegation.
    pub nameservers: Option<Vec<String>>,
    /// The zone is run here.
    pub managed: Option<bool>,
    /// Hosts to make, with their addresses.
    pub set_hosts: Vec<(String, Vec<String>)>,
    /// Hosts to remove.
    pub delete_hosts: Vec<String>,
    /// All DS records: tag, algorithm, digest type, digest.
    pub signers: Option<Vec<(u16, u8, u8, String)>>,
    /// Signed delegation, where it is switched apart from the DS records.
    pub locked: Option<bool>,
    /// Taken out of the zone by hand.
    pub suspended: Option<bool>,
    /// Registrant hidden from WHOIS.
    #[serde(default)]
    pub privacy: Option<bool>,
    /// The zone is signed here, or no more.
    #[serde(default)]
    pub signed: Option<bool>,
    /// Gets a new auth code, which follows from the operation.
    #[serde(default)]
    pub new_auth_code: bool,
    /// Waits for its time before it is carried out.
    pub queued: bool,
}

/// How long after its start an immediate change that a crash interrupted is taken up again.
const TAKEN_UP: Seconds = Seconds(60);
/// How long a queued change waits that finds an earlier one in its way.
const NEXT_TURN: Seconds = Seconds(5);
/// Attempts at a queued change before it is given up.
const ATTEMPTS: i64 = 12;

impl Command {
    pub(crate) fn with_signers(signers: &[DelegationSigner]) -> Self {
        let parts = |signer: &DelegationSigner| {
            (signer.key_tag, signer.algorithm, signer.digest_type, signer.digest.clone())
        };
        Self { signers: Some(signers.iter().map(parts).collect()), ..Self::default() }
    }

    fn signers(&self) -> Option<Vec<DelegationSigner>> {
        let signers = self.signers.as_ref()?;
        let whole =
            |(key_tag, algorithm, digest_type, digest): &(u16, u8, u8, String)| DelegationSigner {
                key_tag: *key_tag,
                algorithm: *algorithm,
                digest_type: *digest_type,
                digest: digest.clone(),
            };
        Some(signers.iter().map(whole).collect())
    }

    fn hosts(&self) -> Vec<Host> {
        let host = |(name, addresses): &(String, Vec<String>)| Host {
            name: HostName::from_stored(name),
            addresses: addresses.iter().filter_map(|address| address.parse().ok()).collect(),
        };
        self.set_hosts.iter().map(host).collect()
    }

    /// No DS records, and a zone that is not signed here any more.
    pub(super) fn without_dnssec() -> Self {
        Self { signed: Some(false), ..Self::with_signers(&[]) }
    }

    /// The facts that the change leads to.
    pub(super) fn applied_to(&self, domain: &mut Domain) {
        for (place, contact) in self.contacts.iter().enumerate() {
            if let Some(contact) = contact {
                domain.contacts[place] = ContactId(*contact);
            }
        }
        if let Some(nameservers) = &self.nameservers {
            domain.nameservers =
                nameservers.iter().map(|host| HostName::from_stored(host)).collect();
        }
        if let Some(signers) = &self.signers {
            domain.dnssec = !signers.is_empty();
        }
        domain.managed_dns = self.managed.unwrap_or(domain.managed_dns);
        domain.suspended = self.suspended.unwrap_or(domain.suspended);
        domain.privacy = self.privacy.unwrap_or(domain.privacy);
        domain.lock = match self.locked {
            Some(true) => Lock::On,
            Some(false) => Lock::Off,
            None => domain.lock,
        };
    }

    const fn changes_contacts(&self) -> bool {
        matches!(
            self.contacts,
            [Some(_), ..] | [_, Some(_), ..] | [_, _, Some(_), _] | [_, _, _, Some(_)]
        )
    }
}

/// The facts of a name once every change that waits has been carried out.
pub(crate) fn projected(tx: &mut Tx<'_>, mut domain: Domain) -> Result<Domain> {
    if domain.pending == Some(Pending::Update) {
        for operation in tx.open_operations_about(domain.name.as_str(), "update")? {
            if let operations::Command::Update(command) = operations::Command::of(&operation)? {
                command.applied_to(&mut domain);
            }
        }
    }
    Ok(domain)
}

/// Queues a change that `decide` makes of the facts as they will stand when it comes to it. A contact
/// needs all of the `privileges`.
pub(crate) async fn queue(
    cx: &Context,
    name: DomainName,
    privileges: &'static [DomainPrivilege],
    decide: impl Fn(&mut Tx<'_>, &Domain) -> Result<Command> + Send + Sync + 'static,
) -> Result<()> {
    let (realm, cx) = (Arc::clone(&cx.realm), cx.clone());
    let due = cx.now() + realm.settings.pending;
    let (inner, woken) = (Arc::clone(&realm), Arc::clone(&realm));
    realm
        .store
        .write(move |tx| {
            tx.lock_account(cx.account())?;
            let mut domain = entrusted(tx, &cx, &name, privileges)?.domain;
            lifecycle::update(&domain, cx.now(), inner.rules(&name)?)?;
            let seen = projected(tx, domain.clone())?;
            let command = Command { queued: true, ..decide(tx, &seen)? };
            let command = operations::Command::Update(command);
            let operation = operations::begin(tx, &cx, name.as_str(), &command, None, None)?;
            domain.pending = Some(Pending::Update);
            tx.save_domain(&domain, None)?;
            tx.schedule(jobs::OPERATION, operation.id.0, due, "")?;
            let act = Act { account: cx.account(), member: cx.caller.member, now: cx.now() };
            tell(tx, act, EventKind::UpdatePending, name.as_str(), "")
        })
        .await
        .inspect(|()| woken.wake.notify_one())
}

/// Carries a change out at once. A contact needs all of the `privileges`.
pub(crate) async fn at_once(
    cx: &Context,
    name: DomainName,
    privileges: &'static [DomainPrivilege],
    decide: impl Fn(&mut Tx<'_>, &Domain, Timestamp) -> Result<Command> + Send + Sync + 'static,
) -> Result<()> {
    let (realm, inner) = (Arc::clone(&cx.realm), cx.clone());
    let due = cx.now() + TAKEN_UP;
    let operation = realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let domain = entrusted(tx, &inner, &name, privileges)?.domain;
            if tx.open_operations_about(name.as_str(), "update")?.iter().any(|one| !is_queued(one))
            {
                // Two at once could reach the registry in one order and our books in the other.
                return Err(Error::Prohibited(Prohibition::PendingOperation));
            }
            let command = operations::Command::Update(decide(tx, &domain, inner.now())?);
            let operation = operations::begin(tx, &inner, name.as_str(), &command, None, None)?;
            tx.schedule(jobs::OPERATION, operation.id.0, due, "")?;
            Ok(operation)
        })
        .await?;
    let operations::Command::Update(command) = operations::Command::of(&operation)? else {
        return Err(Error::internal("an update was not written down as one"));
    };
    operations::within_patience(
        &cx.realm,
        async move { perform(&realm, &operation, &command).await },
    )
    .await
}

/// Asks the registry and settles.
pub(crate) async fn perform(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
) -> Result<()> {
    if command.queued && is_behind_another(realm, operation).await? {
        return Ok(());
    }
    let name = super::name_of(realm, operation)?;
    let command = &complete(realm, &name, command).await?;
    let reply = match wanted(realm, operation, &name, command).await {
        Ok(update) => {
            let reply = ask(realm, &name, command, &update).await;
            match operation.state {
                // What removes hosts alone is told by the refusal itself.
                OperationState::Unknown if command.is_shown() => {
                    sure(realm, &name, &update, reply).await
                }
                _ => reply,
            }
        }
        Err(error) => Err(error),
    };
    if let (true, Err(Error::Unavailable(_))) = (command.queued, &reply)
        && operation.attempt < ATTEMPTS
    {
        return operations::ask_later(realm, operation, OperationState::Begun).await;
    }
    let (settling, refusing) = (Arc::clone(realm), Arc::clone(realm));
    let (command, refused) = (command.clone(), command.clone());
    operations::settle(
        realm,
        operation,
        reply,
        move |tx, operation, ()| write_down(tx, &settling, operation, &command),
        move |tx, operation| {
            tx.unschedule(jobs::OPERATION, operation.id.0)?;
            let held = tx.domain(&super::name_of(&refusing, operation)?)?;
            // A name that left meanwhile needs no change any more.
            let Some(mut domain) = held.map(|held| held.domain) else { return Ok(()) };
            super::clear_pending(tx, operation, &mut domain)?;
            tx.save_domain(&domain, None)?;
            if !refused.queued {
                return Ok(());
            }
            let act =
                Act { account: operation.account, member: operation.member, now: refusing.now() };
            tell(tx, act, EventKind::UpdateFailed, domain.name.as_str(), "")
        },
    )
    .await
    .map(drop)
}

/// The change, with what follows from it for the DS records: a zone that is signed here takes them along
/// when it answers no more.
async fn complete(realm: &Arc<Realm>, name: &DomainName, command: &Command) -> Result<Command> {
    let change = command.clone();
    if change.signers.is_some() || change.nameservers.is_none() && change.managed.is_none() {
        return Ok(change);
    }
    let after = change.clone();
    let shed = signing::shed(realm, name, move |domain| after.applied_to(domain)).await?;
    Ok(match shed {
        Some(signers) => Command { signers: Command::with_signers(&signers).signers, ..change },
        None => change,
    })
}

/// Puts a queued change off that has overtaken an earlier one: the last wish is the one that stays.
async fn is_behind_another(realm: &Realm, operation: &Operation) -> Result<bool> {
    let (id, subject, due) = (operation.id, operation.subject.clone(), realm.now() + NEXT_TURN);
    let open = realm.store.read(move |tx| tx.open_operations_about(&subject, "update")).await?;
    if open.iter().all(|one| one.id >= id || !is_queued(one)) {
        return Ok(false);
    }
    realm.store.write(move |tx| tx.schedule(jobs::OPERATION, id.0, due, "")).await?;
    Ok(true)
}

/// After silence a refusal counts only where the registry shows that nothing was changed before.
async fn sure(
    realm: &Realm,
    name: &DomainName,
    update: &registry::Update,
    reply: Result<()>,
) -> Result<()> {
    match reply {
        Ok(()) | Err(Error::OutcomeUnknown(_)) => reply,
        Err(refusal) => match realm.registry.info(name, None).await {
            Ok(info) if shows(&info, update) => Ok(()),
            Ok(_) => Err(refusal),
            Err(error) => Err(operations::untold(error)),
        },
    }
}

/// Whether a name is as the update would make it.
fn shows(info: &registry::Info, update: &registry::Update) -> bool {
    let names = |hosts: &Vec<Host>| hosts.iter().map(|host| host.name.clone()).collect::<Vec<_>>();
    let signers = update.signers.clone().map(dnssec::signers);
    (update.contacts.is_none() || update.contacts == info.contacts)
        && update.nameservers.as_ref().is_none_or(|hosts| names(hosts) == info.nameservers)
        && signers.is_none_or(|signers| signers.is_ok_and(|signers| signers == info.signers))
        && update.lock.is_none_or(|lock| lock == info.lock)
        && update.suspended.is_none_or(|suspended| suspended == info.suspended)
        && update.privacy.is_none_or(|privacy| privacy == info.privacy)
}

/// What the registry is asked to change of the name itself.
async fn wanted(
    realm: &Realm,
    operation: &Operation,
    name: &DomainName,
    command: &Command,
) -> Result<registry::Update> {
    let (change, asked) = (command.clone(), name.clone());
    let (cards, nameservers) = realm
        .store
        .read(move |tx| {
            let Some(stored) = tx.domain(&asked)? else {
                return Err(Error::NotFound(Noun::Domain));
            };
            let mut domain = stored.domain;
            change.applied_to(&mut domain);
            let cards = change.changes_contacts().then(|| choices::cards(tx, domain.contacts));
            let mut hosts = change.hosts();
            hosts.extend(tx.hosts(domain.id)?);
            let nameservers = change
                .nameservers
                .is_some()
                .then(|| choices::with_glue(&domain.name, &domain.nameservers, &hosts));
            Ok((cards.transpose()?, nameservers))
        })
        .await?;
    Ok(registry::Update {
        contacts: cards,
        nameservers,
        signers: command.signers(),
        lock: command.locked.map(|locked| if locked { Lock::On } else { Lock::Off }),
        suspended: command.suspended,
        privacy: command.privacy,
        auth_code: command.new_auth_code.then(|| auth_code::following_from(realm, operation)),
    })
}

async fn ask(
    realm: &Realm,
    name: &DomainName,
    command: &Command,
    update: &registry::Update,
) -> Result<()> {
    for host in command.hosts() {
        if hosts::makes_glue(&host) {
            realm.registry.set_host(&host).await?;
        } else {
            gone(realm.registry.delete_host(&host.name).await)?;
        }
    }
    if command.changes_name() {
        realm.registry.update(name, update).await?;
    }
    for host in &command.delete_hosts {
        gone(realm.registry.delete_host(&HostName::from_stored(host)).await)?;
    }
    Ok(())
}

/// A host that was not there, or is gone since an earlier attempt, is gone.
fn gone(reply: Result<()>) -> Result<()> {
    match reply {
        Err(Error::NotFound(_)) => Ok(()),
        other => other,
    }
}

impl Command {
    const fn changes_name(&self) -> bool {
        self.changes_contacts()
            || self.nameservers.is_some()
            || self.signers.is_some()
            || self.locked.is_some()
            || self.suspended.is_some()
            || self.privacy.is_some()
            || self.new_auth_code
    }

    /// Whether it does more than remove hosts.
    const fn is_shown(&self) -> bool {
        self.changes_name() || !self.set_hosts.is_empty()
    }

    /// What the log says was done.
    fn events(&self) -> Vec<EventKind> {
        let mut kinds = Vec::new();
        let mut say = |condition: bool, kind| {
            if condition {
                kinds.push(kind);
            }
        };
        say(self.changes_contacts(), EventKind::ContactsUpdated);
        say(self.queued, EventKind::DomainUpdated);
        say(self.nameservers.is_some(), EventKind::NameserversUpdated);
        say(self.signers.is_some(), EventKind::SignersSet);
        say(self.locked == Some(true), EventKind::DomainLocked);
        say(self.locked == Some(false), EventKind::DomainUnlocked);
        say(self.suspended == Some(true), EventKind::DomainSuspended);
        say(self.suspended == Some(false), EventKind::DomainUnsuspended);
        say(self.privacy.is_some(), EventKind::PrivacySet);
        say(self.new_auth_code, EventKind::AuthCodeSet);
        say(!self.set_hosts.is_empty() && !self.queued, EventKind::HostSet);
        say(!self.delete_hosts.is_empty(), EventKind::HostDeleted);
        kinds
    }
}

fn write_down(
    tx: &mut Tx<'_>,
    realm: &Realm,
    operation: &Operation,
    command: &Command,
) -> Result<()> {
    let now = realm.now();
    let before = tx.held_domain(&super::name_of(realm, operation)?)?;
    let mut domain = before.domain.clone();
    command.applied_to(&mut domain);
    domain.updated = now;
    super::clear_pending(tx, operation, &mut domain)?;
    tx.save_domain(&domain, command.signers().as_deref())?;
    if command.new_auth_code {
        let code = auth_code::following_from(realm, operation);
        let sealed = realm.keys.seal(Purpose::AuthCode, code.reveal().as_bytes())?;
        tx.set_auth_code(domain.id, &sealed)?;
    }
    for host in command.hosts() {
        tx.set_host(domain.id, &host)?;
    }
    for host in &command.delete_hosts {
        tx.delete_host(domain.id, &HostName::from_stored(host))?;
    }
    let act = Act { account: operation.account, member: operation.member, now };
    if command.managed == Some(true) || command.signed == Some(true) {
        let address = realm.settings.template_address.as_deref();
        zones::ensure(tx, act, domain.account, &domain.name, address)?;
    }
    let turn = Turn { before: Some(&before), after: &domain, wish: command.signed, fresh: false };
    signing::follow(tx, realm, act, &turn)?;
    tx.unschedule(jobs::OPERATION, operation.id.0)?;
    for kind in command.events() {
        tell(tx, act, kind, domain.name.as_str(), "")?;
    }
    Ok(())
}

/// Calls off every change of a name that waits for its time.
///
/// # Errors
/// [`Error::NothingPending`] when none does.
pub async fn cancel(cx: &Context, name: DomainName) -> Result<()> {
    cx.needs_more_than_privileges()?;
    let (realm, inner) = (Arc::clone(&cx.realm), cx.clone());
    realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let mut domain = held(tx, inner.account(), &name)?.domain;
            let waiting = tx.open_operations_about(name.as_str(), "update")?;
            let mut called_off = 0;
            for operation in waiting {
                if operation.state == OperationState::Begun && operation.attempt == 0 {
                    tx.set_operation(operation.id, OperationState::Refused, None, inner.now())?;
                    tx.unschedule(jobs::OPERATION, operation.id.0)?;
                    super::clear_pending(tx, &operation, &mut domain)?;
                    called_off += 1;
                }
            }
            if called_off == 0 {
                return Err(Error::NothingPending(Noun::Domain));
            }
            tx.save_domain(&domain, None)?;
            let act =
                Act { account: inner.account(), member: inner.caller.member, now: inner.now() };
            tell(tx, act, EventKind::UpdateCancelled, name.as_str(), "")
        })
        .await
}
