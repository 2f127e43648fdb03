//! Names with everything that whoever buys them for customers is shown: also those that are ordered and
//! not there yet, those that were refused, and those that were held once. A page of them is read in a
//! handful of looks, however long it is.

use std::collections::BTreeMap;

use model::account::{AccountId, Action};
use model::contact::ContactId;
use model::domain::standing::NameStanding;
use model::domain::{DomainId, Lock};
use model::error::{Noun, Prohibition};
use model::host::Host;
use model::invoice::LineId;
use model::name::{DomainName, HostName};
use model::secret::Secret;
use model::time::Timestamp;
use model::{Error, Result};
use store::Tx;
pub use store::domain_list::ListFilter;
use store::domain_list::{Listed, Source};
use store::domains::StoredDomain;
use store::invoices::Line;
use store::operations::Operation;
use store::scope::Scope;

use super::choices;
use super::locate::{self, Located, Which};
use super::search::clock;
use crate::keys::Purpose;
use crate::operations::Command;
use crate::page::{Page, Window, bounded};
use crate::realm::{Context, Realm};

/// Everything that is shown of a name.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Its number, which it has before it is there.
    pub number: DomainId,
    /// The name.
    pub name: DomainName,
    /// Where it stands.
    pub standing: NameStanding,
    /// The account that holds it, or will.
    pub account: AccountId,
    /// For how many months it was paid last.
    pub months: u16,
    /// When it was registered.
    pub registered: Option<Timestamp>,
    /// When it expires.
    pub expires: Option<Timestamp>,
    /// Its auth code, where its registry uses one.
    pub auth_code: Option<Secret<String>>,
    /// Its contacts, in the order of `Role::ALL`; a name that comes keeps those that were not named.
    pub contacts: [Option<ContactId>; 4],
    /// Its delegation, with the addresses of servers below itself.
    pub nameservers: Vec<Host>,
    /// What the registry was told of it besides, by its own keys.
    pub extras: BTreeMap<String, String>,
    /// Whether the registrant is hidden.
    pub privacy: bool,
    /// Whether it is locked against transfer.
    pub locked: bool,
}

/// A page of the names of the caller and its customers, or of one customer, by number.
///
/// # Errors
/// When the caller may have no customers, or there is no such one.
pub async fn list(
    cx: &Context,
    customer: Option<AccountId>,
    filter: ListFilter,
    window: Window,
) -> Result<Page<Dossier>> {
    cx.caller.may(Action::ManageCustomers)?;
    let (inner, window) = (cx.clone(), bounded(window));
    cx.realm
        .store
        .read(move |tx| {
            let scope = match customer {
                None => Scope::with_below(inner.account()),
                Some(id) if tx.customer(inner.account(), id)?.is_some() => Scope::own(id),
                Some(_) => return Err(Error::NotFound(Noun::Account)),
            };
            let now = clock(&inner.realm.rulebook, inner.now());
            let page = tx.listed_names(scope, &filter, &now, window)?;
            let rows = written_out(tx, &inner.realm, &page.rows)?;
            Ok(Page { rows, matching: page.matching, total: page.total })
        })
        .await
}

/// A name of the caller or one of its customers by its number.
///
/// # Errors
/// When there is none in the caller's sight.
pub async fn read(cx: &Context, number: DomainId) -> Result<Dossier> {
    let filter = ListFilter { number: Some(number), ..ListFilter::default() };
    last(cx, None, filter).await
}

/// A name that is held, to be changed.
///
/// # Errors
/// As [`read`], and says what is in the way of a name that is not there yet.
pub async fn held(cx: &Context, number: DomainId) -> Result<Located> {
    let standing = read(cx, number).await?.standing;
    match standing {
        NameStanding::Ordered => Err(Error::Prohibited(Prohibition::PendingOperation)),
        NameStanding::Incoming => Err(Error::Prohibited(Prohibition::PendingTransfer)),
        NameStanding::Ended | NameStanding::Refused => Err(Error::NotFound(Noun::Domain)),
        _ => locate::held(cx, Which { number: Some(number), name: None }).await,
    }
}

/// The last name that a customer of the caller's ordered under a name.
///
/// # Errors
/// As [`read`].
pub async fn named(cx: &Context, customer: AccountId, name: &DomainName) -> Result<Dossier> {
    let filter = ListFilter { name: Some(name.to_string()), ..ListFilter::default() };
    last(cx, Some(customer), filter).await
}

async fn last(cx: &Context, customer: Option<AccountId>, filter: ListFilter) -> Result<Dossier> {
    let window = Window { start: 0, limit: 1, descending: true };
    let page = list(cx, customer, filter, window).await?;
    page.rows.into_iter().next().ok_or(Error::NotFound(Noun::Domain))
}

/// Everything of a page of names, in its order.
fn written_out(tx: &mut Tx<'_>, realm: &Realm, page: &[Listed]) -> Result<Vec<Dossier>> {
    let (mut held, mut ordered) = (Vec::new(), Vec::new());
    for listed in page {
        match listed.source {
            Source::Registration(id) => held.push(id),
            Source::Order(line) => ordered.push(line),
        }
    }
    let mut besides = Besides::of(tx, &held)?;
    let mut registrations = BTreeMap::new();
    for (stored, _) in tx.registrations(&held)? {
        registrations.insert(stored.domain.id, stored);
    }
    let mut orders: BTreeMap<LineId, (Line, Option<Operation>)> = BTreeMap::new();
    for (line, operation) in tx.orders_of_names(&ordered)? {
        orders.insert(line.id, (line, operation));
    }
    let missing = || Error::internal("a name was found and is missing");
    page.iter()
        .map(|listed| match listed.source {
            Source::Registration(id) => {
                let stored = registrations.remove(&id).ok_or_else(missing)?;
                registered(realm, *listed, stored, &mut besides)
            }
            Source::Order(line) => {
                let (line, operation) = orders.remove(&line).ok_or_else(missing)?;
                awaited(realm, *listed, &line, operation.as_ref())
            }
        })
        .collect()
}

/// What registrations have besides their own rows.
struct Besides {
    hosts: BTreeMap<DomainId, Vec<Host>>,
    extras: BTreeMap<DomainId, BTreeMap<String, String>>,
    months: BTreeMap<DomainId, u16>,
}

impl Besides {
    fn of(tx: &mut Tx<'_>, held: &[DomainId]) -> Result<Self> {
        let mut hosts: BTreeMap<DomainId, Vec<Host>> = BTreeMap::new();
        for (id, host) in tx.hosts_below(held)? {
            hosts.entry(id).or_default().push(host);
        }
        let mut extras: BTreeMap<DomainId, BTreeMap<String, String>> = BTreeMap::new();
        for (id, name, value) in tx.extras_of(held)? {
            extras.entry(id).or_default().insert(name, value);
        }
        Ok(Self { hosts, extras, months: tx.months_paid(held)?.into_iter().collect() })
    }
}

fn registered(
    realm: &Realm,
    listed: Listed,
    stored: StoredDomain,
    besides: &mut Besides,
) -> Result<Dossier> {
    let StoredDomain { domain, auth_code_sealed, .. } = stored;
    let uses_code = realm.rulebook.get(domain.name.tld()).is_some_and(|rules| rules.uses_auth_code);
    let code = uses_code.then(|| realm.keys.open_text(Purpose::AuthCode, &auth_code_sealed));
    let hosts = besides.hosts.remove(&domain.id).unwrap_or_default();
    let months = besides.months.get(&domain.id).copied();
    Ok(Dossier {
        number: domain.id,
        standing: listed.standing,
        account: domain.account,
        months: months
            .unwrap_or_else(|| u16::from(domain.registered.years_until(domain.expires)) * 12),
        registered: Some(domain.registered),
        expires: Some(domain.expires),
        auth_code: code.transpose()?,
        contacts: domain.contacts.map(Some),
        nameservers: choices::with_glue(&domain.name, &domain.nameservers, &hosts),
        extras: besides.extras.remove(&domain.id).unwrap_or_default(),
        privacy: domain.privacy,
        locked: domain.lock == Lock::On,
        name: domain.name,
    })
}

/// A name that is ordered, or was refused after that: as the registry is asked for it.
fn awaited(
    realm: &Realm,
    listed: Listed,
    line: &Line,
    operation: Option<&Operation>,
) -> Result<Dossier> {
    let name = DomainName::parse(&line.name, |tld| realm.rulebook.get(tld).is_some())?;
    let months = if line.months == 0 { u16::from(line.years) * 12 } else { line.months };
    let mut dossier = Dossier {
        number: listed.number,
        standing: listed.standing,
        account: line.account,
        months,
        registered: None,
        expires: None,
        auth_code: None,
        contacts: [None; 4],
        nameservers: Vec::new(),
        extras: BTreeMap::new(),
        privacy: false,
        locked: false,
        name,
    };
    match operation.map(Command::of).transpose()? {
        Some(Command::Register(command)) => {
            dossier.contacts = command.contacts().map(|id| Some(ContactId(id)));
            dossier.nameservers = command.delegation(&dossier.name);
            dossier.extras = command.extras().clone();
            (dossier.locked, dossier.privacy) = command.starts();
        }
        Some(Command::Transfer(command)) => {
            dossier.contacts = command.contacts().map(|id| id.map(ContactId));
            dossier.auth_code = command.opened_code(&realm.keys)?;
            let plain =
                |host: &String| Host { name: HostName::from_stored(host), addresses: Vec::new() };
            dossier.nameservers = command.nameservers().iter().map(plain).collect();
        }
        _ => {}
    }
    Ok(dossier)
}
