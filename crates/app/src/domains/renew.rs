//! Renews a name, and brings it back from redemption where that is needed.

use std::sync::Arc;

use model::domain::{Domain, Pending, lifecycle};
use model::error::{Field, PriceAction, Supplier};
use model::event::EventKind;
use model::invoice::LineKind;
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use model::time::{Timestamp, Years};
use model::{Error, Result};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::operations::Operation;

use super::held::entrusted;
use super::{Ordered, pay, reschedule};
use crate::billing::cancel;
use crate::news::{Act, tell};
use crate::operations::{self, Begun};
use crate::ports::registry::{self, Info, Term};
use crate::realm::{Context, Realm};

/// A wish for more years.
#[derive(Debug, Clone)]
pub struct Renew {
    /// The name.
    pub name: DomainName,
    /// How many years.
    pub years: Years,
    /// The expiry the caller saw; a renewal from another one is refused as stale.
    pub from: Option<Timestamp>,
    /// A remark for the books.
    pub note: Option<String>,
}

/// What is written down of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Command {
    years: u8,
    from: i64,
    expires: i64,
    restores: bool,
    automatic: bool,
}

/// Renews a name and gives its facts.
///
/// # Errors
/// Names what stands in the way; nothing has changed then. [`Error::OutcomeUnknown`] keeps the
/// money on hold until the registry has told.
pub async fn renew(cx: &Context, wish: Renew) -> Result<Domain> {
    carry_out(cx, wish, None, false).await
}

/// As [`renew`], for a caller who knows only the day of the expiry that it saw, `2027-01-05`.
///
/// # Errors
/// As [`renew`], and [`Error::Stale`] when the name expires on another day.
pub async fn renew_from_day(cx: &Context, wish: Renew, day: String) -> Result<Domain> {
    carry_out(cx, wish, Some(day), false).await
}

/// Renews a name at its expiry because its holder wants that.
pub(crate) async fn automatically(cx: &Context, name: DomainName) -> Result<Domain> {
    carry_out(cx, Renew { name, years: Years(1), from: None, note: None }, None, true).await
}

async fn carry_out(
    cx: &Context,
    wish: Renew,
    day: Option<String>,
    automatic: bool,
) -> Result<Domain> {
    let (operation, before) = match begin(cx, wish, day, automatic).await? {
        Begun::New(operation) => (operation, false),
        Begun::Before(operation) => (operation, true),
    };
    let command = match operations::Command::of(&operation)? {
        operations::Command::Renew(command) => command,
        _ => return Err(Error::KeyReused),
    };
    if before && operation.state.is_over() {
        return already(cx, &operation, &command).await;
    }
    let realm = Arc::clone(&cx.realm);
    operations::within_patience(&cx.realm, async move {
        perform(&realm, &operation, &command, before).await
    })
    .await
}

async fn begin(cx: &Context, wish: Renew, day: Option<String>, automatic: bool) -> Result<Begun> {
    let cx = cx.clone();
    let realm = Arc::clone(&cx.realm);
    realm.store.write(move |tx| decide(tx, &cx, &wish, day.as_deref(), automatic)).await
}

fn decide(
    tx: &mut Tx<'_>,
    cx: &Context,
    wish: &Renew,
    day: Option<&str>,
    automatic: bool,
) -> Result<Begun> {
    let (realm, now) = (&cx.realm, cx.now());
    let fingerprint = cx.client_key.as_ref().map(|_| match day {
        Some(day) => operations::fingerprint(cx, "renew", &(wish, day)),
        None => operations::fingerprint(cx, "renew", wish),
    });
    tx.lock_account(cx.account())?;
    if let Some(fingerprint) = &fingerprint
        && let Some(before) = operations::repeated(tx, cx, fingerprint)?
    {
        return Ok(Begun::Before(before));
    }
    let mut domain = entrusted(tx, cx, &wish.name, &[DomainPrivilege::Renew])?.domain;
    if wish.from.is_some_and(|from| from != domain.expires) {
        return Err(Error::Stale { field: Field::Period });
    }
    if day.is_some_and(|day| day != domain.expires.day()) {
        return Err(Error::Stale { field: Field::Expiry });
    }
    let note = wish.note.as_deref().map(super::checked_reference).transpose()?;
    let renewal = lifecycle::renew(&domain, wish.years, now, realm.rules(&wish.name)?)?;
    let mut parts = vec![(PriceAction::Renew, wish.years.0)];
    if renewal.restores {
        parts.push((PriceAction::Redemption, 1));
    }
    let verb = if renewal.restores { "restore" } else { "renew" };
    let reason = note.map_or_else(|| verb.to_owned(), |note| format!("{verb} ({note})"));
    let ordered = Ordered { kind: LineKind::Renew, number: Some(domain.id), years: wish.years.0 };
    let (cx, hold) = &pay(tx, cx, &wish.name, &parts, &reason, &ordered)?;
    domain.pending = Some(Pending::Renewal);
    tx.save_domain(&domain, None)?;
    let command = operations::Command::Renew(Command {
        years: wish.years.0,
        from: renewal.from.unix(),
        expires: renewal.expires.unix(),
        restores: renewal.restores,
        automatic,
    });
    let subject = wish.name.as_str();
    operations::begin(tx, cx, subject, &command, Some(*hold), fingerprint.as_deref())
        .map(Begun::New)
}

/// Asks the registry and settles. The registry compares the expiry that the renewal starts from, so
/// that asking again never renews twice; with `again` it tells first how far the first time got.
pub(crate) async fn perform(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
    again: bool,
) -> Result<Domain> {
    let name = super::name_of(realm, operation)?;
    let reply = ask(realm, &name, command, again).await;
    let (command, settling) = (command.clone(), Arc::clone(realm));
    let refusing = Arc::clone(realm);
    let settled = operations::settle(
        realm,
        operation,
        reply,
        move |tx, operation, term| write_down(tx, &settling, operation, &command, *term),
        move |tx, operation| {
            let mut domain = tx.held_domain(&super::name_of(&refusing, operation)?)?.domain;
            super::clear_pending(tx, operation, &mut domain)?;
            tx.save_domain(&domain, None)
        },
    )
    .await?;
    match settled {
        Some(domain) => Ok(domain),
        None => realm.store.read(move |tx| tx.held_domain(&name)).await.map(|stored| stored.domain),
    }
}

async fn ask(realm: &Realm, name: &DomainName, command: &Command, again: bool) -> Result<Term> {
    let mut restore = command.restores;
    if again {
        let info = realm.registry.info(name, None).await.map_err(operations::untold)?;
        if let Some(term) = renewed(&info, command) {
            return Ok(term);
        }
        restore &= info.deleted.is_some();
    }
    if restore {
        match realm.registry.restore(name).await {
            // Restored the first time already.
            Err(Error::Prohibited(_)) if again => {}
            other => other?,
        }
    }
    let renewal = registry::Renew {
        name: name.clone(),
        from: Timestamp::from_unix(command.from),
        years: Years(command.years),
    };
    match realm.registry.renew(&renewal).await {
        // Another expiry: somebody carried the same operation on at the same time, or nobody did.
        Err(stale @ Error::Stale { .. }) => {
            let info = realm.registry.info(name, None).await.map_err(operations::untold)?;
            renewed(&info, command).ok_or(stale)
        }
        // The name is back already, so giving up now would leave that unpaid.
        Err(_) if command.restores => Err(Error::OutcomeUnknown(Supplier::Registry)),
        reply => reply,
    }
}

/// The term of a name that was renewed as the command says.
fn renewed(info: &Info, command: &Command) -> Option<Term> {
    let term = Term { registered: info.registered, expires: info.expires };
    (info.expires.unix() >= command.expires).then_some(term)
}

fn write_down(
    tx: &mut Tx<'_>,
    realm: &Realm,
    operation: &Operation,
    command: &Command,
    term: Term,
) -> Result<Domain> {
    let now = realm.now();
    let mut domain = tx.held_domain(&super::name_of(realm, operation)?)?.domain;
    super::clear_pending(tx, operation, &mut domain)?;
    domain.expires = term.expires;
    domain.renewed = Some(now);
    domain.updated = now;
    domain.deleted = None;
    domain.told = now;
    tx.save_domain(&domain, None)?;
    cancel::superseded(tx, &domain, now)?;
    reschedule(tx, realm, &domain)?;
    let act = Act { account: operation.account, member: operation.member, now };
    let name = domain.name.as_str();
    if command.restores {
        tell(tx, act, EventKind::DomainRestored, name, "")?;
    }
    let kind = match command.automatic {
        true => EventKind::DomainAutoRenewed,
        false => EventKind::DomainRenewed,
    };
    tell(tx, act, kind, name, &format!("until {}", domain.expires.day()))?;
    Ok(domain)
}

/// The first outcome of a call that was repeated after it was over: the expiry it led to.
async fn already(cx: &Context, operation: &Operation, command: &Command) -> Result<Domain> {
    let (name, inner) = (super::name_of(&cx.realm, operation)?, cx.clone());
    let renew = [DomainPrivilege::Renew];
    let stored = cx.realm.store.read(move |tx| entrusted(tx, &inner, &name, &renew)).await?;
    Ok(Domain { expires: Timestamp::from_unix(command.expires), ..stored.domain })
}
