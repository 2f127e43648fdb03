//! Registers a name: money on hold, the registry asked, the name written down.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use model::contact::ContactId;
use model::domain::{Domain, DomainId, Lock, lifecycle};
use model::error::{Field, Noun, PriceAction, Prohibition, Reason, Supplier};
use model::event::EventKind;
use model::host::Host;
use model::invoice::LineKind;
use model::name::{DomainName, HostName};
use model::privilege::{BillingPrivilege, Privilege};
use model::time::{Timestamp, Years};
use model::{Error, Result};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::operations::Operation;

use super::choices::{self, Chosen, ContactChoice, Delegation, NameserverChoice};
use super::{Ordered, Quote, auth_code, order, quote, registrant, reschedule};
use crate::billing::bill;
use crate::keys::Purpose;
use crate::news::{Act, tell};
use crate::operations::{self, Begun};
use crate::ports::registry::{self, Taken, Term};
use crate::realm::{Context, Realm};
use crate::zones;
use crate::zones::signing::{self, Turn};

/// A wish for a name.
#[derive(Debug, Clone)]
pub struct Register {
    /// The name.
    pub name: DomainName,
    /// For how long.
    pub years: Years,
    /// Contacts in the order of `Role::ALL`.
    pub contacts: [ContactChoice; 4],
    /// The delegation.
    pub nameservers: NameserverChoice,
    /// The account's own reference.
    pub reference: Option<String>,
    /// What the extension asks besides, checked before, by the registry's own keys. Nothing is missed
    /// here, for not every caller can say it; but where the registrant is a contact that the account
    /// knows by a number, its particulars say it.
    pub extras: BTreeMap<String, String>,
}

/// What only some callers can say of a name that they wish for.
#[derive(Debug, Clone, Default)]
pub struct Besides {
    /// Addresses of nameservers below the name itself.
    pub glue: Vec<Host>,
    /// The registrant is hidden from the first moment on.
    pub privacy: bool,
    /// A name with a price of its own is not meant.
    pub at_the_usual_price: bool,
    /// Its zone is signed here from the first moment on.
    pub signed: bool,
}

/// What is written down of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Command {
    years: u8,
    locked: bool,
    managed: bool,
    nameservers: Vec<String>,
    contacts: [i64; 4],
    reference: Option<String>,
    /// Absent in commands that were written down before anything was asked.
    #[serde(default)]
    extras: BTreeMap<String, String>,
    /// It has a price of its own. Absent in commands that were written down before that was kept.
    #[serde(default)]
    premium: bool,
    /// Hosts and their addresses. Absent, as what follows, in commands that were written down before
    /// it could be said.
    #[serde(default)]
    glue: Vec<(String, Vec<IpAddr>)>,
    #[serde(default)]
    privacy: bool,
    #[serde(default)]
    signed: bool,
}

impl Command {
    pub(crate) const fn contacts(&self) -> [i64; 4] {
        self.contacts
    }

    /// The delegation, with glue where it was given.
    pub(super) fn delegation(&self, name: &DomainName) -> Vec<Host> {
        let servers: Vec<HostName> =
            self.nameservers.iter().map(|host| HostName::from_stored(host)).collect();
        choices::with_glue(name, &servers, &self.hosts())
    }

    fn hosts(&self) -> Vec<Host> {
        let host = |(name, addresses): &(String, Vec<IpAddr>)| Host {
            name: HostName::from_stored(name),
            addresses: addresses.clone(),
        };
        self.glue.iter().map(host).collect()
    }

    /// What the registry is told besides.
    pub(super) const fn extras(&self) -> &BTreeMap<String, String> {
        &self.extras
    }

    /// Whether it starts locked, and whether its registrant starts hidden.
    pub(super) const fn starts(&self) -> (bool, bool) {
        (self.locked, self.privacy)
    }
}

/// Registers a name and gives its facts.
///
/// # Errors
/// Names what stands in the way; nothing has changed then. [`Error::OutcomeUnknown`] keeps the
/// money on hold until the registry has told.
pub async fn register(cx: &Context, wish: Register) -> Result<Domain> {
    register_with(cx, wish, Besides::default()).await
}

/// As [`register`], for callers that can say more of the name.
///
/// # Errors
/// As [`register`]; [`Prohibition::PremiumUnconfirmed`] for a name with a price of its own that is not
/// meant, [`Prohibition::NotManagedDns`] where a zone is to be signed that is not run here.
pub async fn register_with(cx: &Context, wish: Register, besides: Besides) -> Result<Domain> {
    cx.needs(Privilege::Billing(BillingPrivilege::Orders))?;
    let premium = available(&cx.realm, &wish.name).await?;
    if premium && besides.at_the_usual_price {
        return Err(Error::Prohibited(Prohibition::PremiumUnconfirmed));
    }
    let (operation, before) = match begin(cx, wish, besides, premium).await? {
        Begun::New(operation) => (operation, false),
        Begun::Before(operation) => (operation, true),
    };
    if before && operation.state.is_over() {
        return already(cx, &operation).await;
    }
    let realm = Arc::clone(&cx.realm);
    let command = match operations::Command::of(&operation)? {
        operations::Command::Register(command) => command,
        _ => return Err(Error::KeyReused),
    };
    let line = operation.line;
    let done = operations::within_patience(&cx.realm, async move {
        perform(&realm, &operation, &command, before).await
    })
    .await;
    bill::told(cx, line, done).await
}

/// Whether the name is premium; refuses when it cannot be registered.
async fn available(realm: &Realm, name: &DomainName) -> Result<bool> {
    realm.rules(name)?;
    let found = realm.registry.check(std::slice::from_ref(name)).await?;
    let found = found.first().ok_or(Error::Unavailable(Supplier::Registry))?;
    // A name that the caller holds or is just getting is judged where its own rows are.
    match found.taken {
        Some(Taken::Reserved) => Err(Error::Taken(Noun::Domain)),
        Some(Taken::Registered) | None => Ok(found.premium),
    }
}

/// Everything about a wish that only has to be looked up, so that the transaction that decides
/// stays short.
struct Prepared {
    wish: Register,
    besides: Besides,
    fingerprint: Option<String>,
    locked: bool,
    delegation: Delegation,
    contacts: [Chosen; 4],
    /// Rows of the contacts that were kept before.
    known: [Option<i64>; 4],
    extras: BTreeMap<String, String>,
    quote: Quote,
    reference: Option<String>,
    premium: bool,
}

async fn begin(cx: &Context, wish: Register, besides: Besides, premium: bool) -> Result<Begun> {
    let fingerprint =
        cx.client_key.as_ref().map(|_| operations::fingerprint(cx, "register", &wish));
    let (inner, looking) = (cx.clone(), (wish, besides));
    let found = cx.realm.store.read(move |tx| {
        if let Some(fingerprint) = &fingerprint
            && let Some(before) = operations::repeated(tx, &inner, fingerprint)?
        {
            return Ok(Err(before));
        }
        prepare(tx, &inner, looking.clone(), fingerprint.clone(), premium).map(Ok)
    });
    let prepared = match found.await? {
        Ok(prepared) => prepared,
        Err(before) => return Ok(Begun::Before(before)),
    };
    let inner = cx.clone();
    cx.realm.store.write(move |tx| decide(tx, &inner, &prepared)).await
}

fn prepare(
    tx: &mut Tx<'_>,
    cx: &Context,
    (wish, besides): (Register, Besides),
    fingerprint: Option<String>,
    premium: bool,
) -> Result<Prepared> {
    let (realm, account) = (&cx.realm, cx.account());
    free_here(tx, cx, &wish.name)?;
    let rules = realm.rules(&wish.name)?;
    let registration = lifecycle::register(wish.years, cx.now(), rules)?;
    let reference = wish.reference.as_deref().map(super::checked_reference).transpose()?;
    let contacts = choices::new_contacts(tx, account, &wish.contacts)?;
    let delegation = choices::delegation(tx, realm, account, &wish.nameservers, rules)?
        .ok_or(Error::invalid(Field::Nameserver(1), Reason::UnknownWord))?;
    if besides.signed && !delegation.managed {
        return Err(Error::Prohibited(Prohibition::NotManagedDns));
    }
    let mut known = [None; 4];
    for (place, contact) in contacts.iter().enumerate() {
        let same = contacts[..place].iter().position(|earlier| earlier == contact);
        known[place] = match same {
            Some(same) => known[same],
            None => contact.known(tx, &realm.keys, account)?.map(|id| id.0),
        };
    }
    let action = if premium { PriceAction::Premium } else { PriceAction::Register };
    let quote = quote(tx, cx, &wish.name, &[(action, wish.years.0)], "register")?;
    let locked = registration.lock == Lock::On;
    let extras = registrant::extras(tx, rules, &wish, &contacts[0])?;
    Ok(Prepared {
        wish,
        besides,
        fingerprint,
        locked,
        delegation,
        contacts,
        known,
        extras,
        quote,
        reference,
        premium,
    })
}

fn decide(tx: &mut Tx<'_>, cx: &Context, prepared: &Prepared) -> Result<Begun> {
    let (account, wish) = (cx.account(), &prepared.wish);
    tx.lock_account(account)?;
    if let Some(fingerprint) = &prepared.fingerprint
        && let Some(before) = operations::repeated(tx, cx, fingerprint)?
    {
        return Ok(Begun::Before(before));
    }
    free_here(tx, cx, &wish.name)?;
    let ordered = Ordered { kind: LineKind::Register, number: None, years: wish.years.0 };
    let (cx, hold) = &order(tx, cx, &wish.name, &prepared.quote, &ordered)?;
    let mut ids = [0; 4];
    for (place, contact) in prepared.contacts.iter().enumerate() {
        // The four roles of a name are mostly one or two contacts.
        let same = prepared.contacts[..place].iter().position(|earlier| earlier == contact);
        ids[place] = match same {
            Some(same) => ids[same],
            None => contact.kept(tx, cx, prepared.known[place].map(ContactId))?.0,
        };
    }
    let command = operations::Command::Register(Command {
        years: wish.years.0,
        locked: prepared.locked,
        managed: prepared.delegation.managed,
        nameservers: prepared.delegation.nameservers.iter().map(ToString::to_string).collect(),
        contacts: ids,
        reference: prepared.reference.clone(),
        extras: prepared.extras.clone(),
        premium: prepared.premium,
        glue: glue(&prepared.besides),
        privacy: prepared.besides.privacy,
        signed: prepared.besides.signed,
    });
    let (subject, fingerprint) = (wish.name.as_str(), prepared.fingerprint.as_deref());
    operations::begin(tx, cx, subject, &command, Some(*hold), fingerprint).map(Begun::New)
}

fn glue(besides: &Besides) -> Vec<(String, Vec<IpAddr>)> {
    let written = |host: &Host| (host.name.to_string(), host.addresses.clone());
    besides.glue.iter().map(written).collect()
}

/// Refuses a name that is held here, or that somebody is just getting.
fn free_here(tx: &mut Tx<'_>, cx: &Context, name: &DomainName) -> Result<()> {
    if let Some(stored) = tx.domain(name)? {
        let ours = stored.domain.account == cx.account();
        return Err(if ours { Error::Exists(Noun::Domain) } else { Error::Taken(Noun::Domain) });
    }
    match tx.open_operation(name.as_str())? {
        Some(open) if open.account == cx.account() => {
            Err(Error::Prohibited(Prohibition::PendingOperation))
        }
        Some(_) => Err(Error::Taken(Noun::Domain)),
        None => Ok(()),
    }
}

/// Asks the registry and settles. With `again` it may have been asked before: then it tells first
/// whether the name is ours already.
pub(crate) async fn perform(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
    again: bool,
) -> Result<Domain> {
    let name = super::name_of(realm, operation)?;
    let before = if again { asked_before(realm, &name).await } else { Ok(None) };
    let reply = match before {
        Ok(Some(term)) => Ok(term),
        Ok(None) => match ask(realm, operation, command, &name).await {
            Err(Error::Exists(_) | Error::Taken(_)) => won_meanwhile(realm, &name).await,
            reply => reply,
        },
        Err(error) => Err(error),
    };
    let (command, realm2) = (command.clone(), Arc::clone(realm));
    let settled = operations::settle(
        realm,
        operation,
        reply,
        move |tx, operation, term| write_down(tx, &realm2, operation, &command, *term),
        |_, _| Ok(()),
    )
    .await?;
    match settled {
        Some(domain) => Ok(domain),
        None => realm.store.read(move |tx| tx.held_domain(&name)).await.map(|stored| stored.domain),
    }
}

/// The term of a name that is ours at the registry.
async fn asked_before(realm: &Realm, name: &DomainName) -> Result<Option<Term>> {
    match realm.registry.info(name, None).await {
        Ok(info) if info.ours => {
            Ok(Some(Term { registered: info.registered, expires: info.expires }))
        }
        Ok(_) | Err(Error::NotFound(_) | Error::NotYours(_)) => Ok(None),
        Err(error) => Err(operations::untold(error)),
    }
}

/// The term of a taken name that is ours: somebody carried the same operation on at the same time,
/// for nobody else is let near a name that is not held here.
async fn won_meanwhile(realm: &Realm, name: &DomainName) -> Result<Term> {
    asked_before(realm, name).await?.ok_or(Error::Taken(Noun::Domain))
}

async fn ask(
    realm: &Realm,
    operation: &Operation,
    command: &Command,
    name: &DomainName,
) -> Result<Term> {
    let contacts = command.contacts.map(ContactId);
    let cards = realm.store.read(move |tx| choices::cards(tx, contacts)).await?;
    realm
        .registry
        .register(&registry::Register {
            name: name.clone(),
            years: Years(command.years),
            contacts: cards,
            nameservers: command.delegation(name),
            lock: if command.locked { Lock::On } else { Lock::Off },
            auth_code: auth_code::following_from(realm, operation),
            extras: command.extras.clone(),
            privacy: command.privacy,
        })
        .await
}

fn write_down(
    tx: &mut Tx<'_>,
    realm: &Realm,
    operation: &Operation,
    command: &Command,
    term: Term,
) -> Result<Domain> {
    let (name, now) = (super::name_of(realm, operation)?, realm.now());
    let mut domain = new_domain(operation, command, name, term, now);
    let sealed = realm
        .keys
        .seal(Purpose::AuthCode, auth_code::following_from(realm, operation).reveal().as_bytes())?;
    domain.id = super::promised(tx, operation)?;
    domain.id = tx.add_domain(&domain, &[], &sealed)?;
    if command.premium {
        tx.set_premium(domain.id)?;
    }
    tx.set_extras(domain.id, &command.extras)?;
    for host in command.delegation(&domain.name).iter().filter(|host| !host.addresses.is_empty()) {
        tx.set_host(domain.id, host)?;
    }
    let act = Act { account: operation.account, member: operation.member, now };
    let fresh = command.managed && tx.zone(domain.name.as_str())?.is_none();
    if command.managed {
        let address = realm.settings.template_address.as_deref();
        zones::ensure(tx, act, domain.account, &domain.name, address)?;
    }
    let wish = command.signed.then_some(true);
    signing::follow(tx, realm, act, &Turn { before: None, after: &domain, wish, fresh })?;
    reschedule(tx, realm, &domain)?;
    tell(tx, act, EventKind::DomainRegistered, domain.name.as_str(), "")?;
    Ok(domain)
}

fn new_domain(
    operation: &Operation,
    command: &Command,
    name: DomainName,
    term: Term,
    now: Timestamp,
) -> Domain {
    Domain {
        id: DomainId(0),
        name,
        account: operation.account,
        registered: term.registered,
        anchor: term.registered,
        expires: term.expires,
        renewed: None,
        updated: now,
        transferred: None,
        deleted: None,
        lock: if command.locked { Lock::On } else { Lock::Off },
        suspended: false,
        autorenew: false,
        privacy: command.privacy,
        managed_dns: command.managed,
        dnssec: false,
        reference: command.reference.clone(),
        contacts: command.contacts.map(ContactId),
        nameservers: command.nameservers.iter().map(|host| HostName::from_stored(host)).collect(),
        pending: None,
        told: now,
    }
}

/// The first outcome of a call that was repeated after it was over.
async fn already(cx: &Context, operation: &Operation) -> Result<Domain> {
    let (name, account) = (super::name_of(&cx.realm, operation)?, cx.account());
    let stored = cx.realm.store.read(move |tx| super::held::held(tx, account, &name)).await?;
    Ok(stored.domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_that_were_written_down_before_are_read() {
        let before = r#"{"years":1,"locked":false,"managed":true,"nameservers":[],
            "contacts":[1,1,1,1],"reference":null}"#;
        let command: Command = serde_json::from_str(before).unwrap();
        assert_eq!((command.years, command.extras.len()), (1, 0));
    }
}
