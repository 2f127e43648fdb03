//! Settles a transfer that was decided: by an answer, a withdrawal, silence or the registry.

use std::sync::Arc;

use model::Result;
use model::contact::{Contact, ContactId};
use model::domain::transfer::{Route, TransferId, TransferState};
use model::domain::{Domain, DomainId, Lock, Pending, lifecycle};
use model::error::{Error, Noun, Role, Supplier};
use model::event::EventKind;
use model::name::{DomainName, HostName};
use model::operation::OperationState;
use model::time::{Seconds, Timestamp};
use model::tld::Silence;
use store::Tx;
use store::operations::Operation;
use store::transfers::StoredTransfer;

use super::{Command, registry_news};
use crate::billing::{bill, line};
use crate::domains::{auth_code, choices, end, name_of, promised, reschedule};
use crate::jobs;
use crate::keys::Purpose;
use crate::news::{Act, tell};
use crate::operations;
use crate::ports::registry::{Info, Renew, TransferMove, Update};
use crate::realm::Realm;
use crate::zones;
use crate::zones::signing::{self, Turn};

/// Agreed to by the losing side.
pub(super) const APPROVED: &str = "approved";
/// Agreed to by silence.
pub(super) const AUTO_APPROVED: &str = "auto-approved";

/// How long after a missed deadline the registry is asked again.
const ASK_AGAIN: Seconds = Seconds(3600);
/// How long after silence a move that was agreed to is carried on.
const FINISH: Seconds = Seconds(5);

/// What became of a transfer by its deadline: what silence means, or what the registry has decided.
pub(crate) async fn at_deadline(realm: &Arc<Realm>, id: TransferId) -> Result<()> {
    let Some(stored) = realm.store.read(move |tx| tx.transfer(id)).await? else { return Ok(()) };
    match stored.transfer.state {
        TransferState::Pending => {}
        // Its owner did not answer in time.
        TransferState::Unconfirmed => {
            return refuse(realm, &stored, TransferState::TimedOut).await;
        }
        _ => return Ok(()),
    }
    if stored.transfer.route() == Route::Internal {
        return match realm.rules(&stored.transfer.name)?.silence {
            Silence::Approves => approve(realm, &stored, AUTO_APPROVED).await,
            Silence::Rejects => refuse(realm, &stored, TransferState::TimedOut).await,
        };
    }
    registry_news::poll_registry(realm).await?;
    let after = realm.store.read(move |tx| tx.transfer(id)).await?;
    if let Some(stored) = after.filter(|stored| stored.transfer.state == TransferState::Pending) {
        // The registry sends no word of what we decided ourselves, also where its answer was lost.
        match realm.registry.transfer(&stored.transfer.name, &TransferMove::Query).await {
            Ok(report) => registry_news::decided(realm, &stored, report).await?,
            Err(Error::NotFound(_)) => refuse(realm, &stored, TransferState::TimedOut).await?,
            Err(_) => {}
        }
        let due = stored.transfer.deadline.max(realm.now() + ASK_AGAIN);
        look_again(realm, id, due).await?;
    }
    Ok(())
}

/// Looks at `due` how a transfer stands, if it is still pending.
pub(super) async fn look_again(realm: &Arc<Realm>, id: TransferId, due: Timestamp) -> Result<()> {
    realm
        .store
        .write(move |tx| match tx.transfer(id)? {
            Some(stored) if stored.transfer.state == TransferState::Pending => {
                tx.schedule(jobs::TRANSFER, id.0, due, "")
            }
            _ => Ok(()),
        })
        .await
        .inspect(|()| realm.wake.notify_one())
}

/// The name moves to the account that asked for it.
pub(super) async fn approve(
    realm: &Arc<Realm>,
    stored: &StoredTransfer,
    verdict: &'static str,
) -> Result<()> {
    let id =
        stored.operation.ok_or_else(|| Error::internal("a transfer in without an operation"))?;
    let now = realm.now();
    let operation = realm
        .store
        .write(move |tx| {
            let operation = tx.locked_operation(id)?;
            if operation.state != OperationState::Waiting {
                return Err(Error::NothingPending(Noun::Transfer));
            }
            tx.set_operation(id, OperationState::Begun, Some(verdict), now)?;
            tx.schedule(jobs::OPERATION, id.0, now + Seconds(60), "")?;
            tx.operation(id)
        })
        .await?;
    let operations::Command::Transfer(command) = operations::Command::of(&operation)? else {
        return Err(Error::internal("a transfer was not written down as one"));
    };
    let realm2 = Arc::clone(realm);
    operations::within_patience(realm, async move {
        move_name(&realm2, &operation, &command, verdict).await
    })
    .await
}

/// Makes the name the gaining account's at the registry, and settles. Doing it again changes nothing
/// more: the registry compares the expiry that the added year starts from.
pub(super) async fn move_name(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
    verdict: &str,
) -> Result<()> {
    let name = name_of(realm, operation)?;
    let reply = at_registry(realm, operation, command, &name).await;
    // A name that is ours at the registry, or that an earlier attempt may have changed there, is not
    // left halfway.
    let stays = !command.external && operation.state == OperationState::Begun;
    match &reply {
        Err(Error::Unavailable(_) | Error::OutcomeUnknown(_)) => {
            return later(realm, operation, verdict).await;
        }
        Err(_) if !stays => return later(realm, operation, verdict).await,
        Ok(_) | Err(_) => {}
    }
    let kind = match verdict {
        AUTO_APPROVED => EventKind::TransferAutoApproved,
        _ => EventKind::TransferApproved,
    };
    let (settling, refusing, command) = (Arc::clone(realm), Arc::clone(realm), command.clone());
    operations::settle(
        realm,
        operation,
        reply,
        move |tx, operation, info| write_down(tx, &settling, operation, &command, info, kind),
        move |tx, operation| {
            let name = name_of(&refusing, operation)?;
            match tx.pending_transfer(&name)? {
                Some(stored) => close(tx, &refusing, &stored, TransferState::Rejected),
                None => Ok(()),
            }
        },
    )
    .await
    .map(drop)
}

/// The verdict stands; what is left is carried on later.
async fn later(realm: &Arc<Realm>, operation: &Operation, verdict: &str) -> Result<()> {
    let (id, now, verdict) = (operation.id, realm.now(), verdict.to_owned());
    realm
        .store
        .write(move |tx| {
            if tx.locked_operation(id)?.state.is_over() {
                return Ok(());
            }
            tx.set_operation(id, OperationState::Unknown, Some(&verdict), now)?;
            tx.schedule(jobs::OPERATION, id.0, now + FINISH, "")
        })
        .await?;
    realm.wake.notify_one();
    Err(Error::OutcomeUnknown(Supplier::Registry))
}

async fn at_registry(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
    name: &DomainName,
) -> Result<Info> {
    let info = realm.registry.info(name, None).await?;
    let rules = realm.rules(name)?;
    let (rows, account, keys) = (command.contacts, operation.account, realm.keys.clone());
    let registrant = info.contacts.as_ref().map(|cards| cards[0].contact.clone());
    let now = realm.now();
    let cards = realm
        .store
        .write(move |tx| {
            let rows = whole(tx, rows, account, registrant.as_ref(), &keys, now)?;
            choices::cards(tx, rows)
        })
        .await?;
    let nameservers = command.nameservers.as_ref().map(|names| {
        let names: Vec<HostName> = names.iter().map(|host| HostName::from_stored(host)).collect();
        choices::with_glue(name, &names, &[])
    });
    let led = command.clone();
    let signers = signing::shed(realm, name, move |domain| lead(domain, &led)).await?;
    let update = Update {
        contacts: Some(cards),
        nameservers,
        signers,
        lock: Some(if rules.starts_locked { Lock::On } else { Lock::Off }),
        auth_code: Some(auth_code::following_from(realm, operation)),
        ..Update::default()
    };
    realm.registry.update(name, &update).await?;
    if command.external || rules.transfer_adds.0 == 0 {
        return Ok(info);
    }
    add_years(realm, name, info).await
}

/// Where a name leads after its move.
fn lead(domain: &mut Domain, command: &Command) {
    if let Some(nameservers) = &command.nameservers {
        domain.nameservers = nameservers.iter().map(|host| HostName::from_stored(host)).collect();
        domain.managed_dns = command.managed;
    }
}

/// A move between two accounts adds the years that a transfer adds under this extension, where the
/// registry still takes them. They come last: years stay where they are when a move fails.
async fn add_years(realm: &Realm, name: &DomainName, info: Info) -> Result<Info> {
    let asked = name.clone();
    let Some(stored) = realm.store.read(move |tx| tx.domain(&asked)).await? else {
        return Ok(info);
    };
    let rules = realm.rules(name)?;
    let domain = stored.domain;
    // Settled by somebody who carried the same move on: its years are there.
    if domain.pending != Some(Pending::Transfer) {
        return realm.registry.info(name, None).await.map_err(operations::untold);
    }
    let expires = lifecycle::extend(domain.anchor, domain.expires, rules.transfer_adds);
    if info.expires >= expires || expires > realm.now().plus_years(rules.longest) {
        return Ok(info);
    }
    let renewal = Renew { name: name.clone(), from: domain.expires, years: rules.transfer_adds };
    match realm.registry.renew(&renewal).await {
        Ok(term) => Ok(Info { expires: term.expires, ..info }),
        Err(error @ (Error::Unavailable(_) | Error::OutcomeUnknown(_))) => Err(error),
        // It takes none, or somebody carried the same move on at the same time.
        Err(_) => realm.registry.info(name, None).await.map_err(operations::untold),
    }
}

/// The rows of all four contacts; the registrant stays who it is where the request did not name one.
fn whole(
    tx: &mut Tx<'_>,
    rows: [Option<i64>; 4],
    account: model::account::AccountId,
    registrant: Option<&Contact>,
    keys: &crate::keys::Keys,
    now: Timestamp,
) -> Result<[ContactId; 4]> {
    let registrant = match (rows[Role::Registrant as usize], registrant) {
        (Some(row), _) => ContactId(row),
        (None, Some(contact)) => choices::keep_contact(tx, keys, account, contact, now)?,
        (None, None) => {
            let profile = tx.owner(account)?.member.profile;
            choices::keep_contact(tx, keys, account, &profile, now)?
        }
    };
    Ok(rows.map(|row| row.map_or(registrant, ContactId)))
}

fn write_down(
    tx: &mut Tx<'_>,
    realm: &Realm,
    operation: &Operation,
    command: &Command,
    info: &Info,
    kind: EventKind,
) -> Result<()> {
    let (name, now) = (name_of(realm, operation)?, realm.now());
    let stored = tx.pending_transfer(&name)?.ok_or(Error::NothingPending(Noun::Transfer))?;
    let registrant = info.contacts.as_ref().map(|cards| &cards[0].contact);
    let rows = whole(tx, command.contacts, operation.account, registrant, &realm.keys, now)?;
    let sealed = realm
        .keys
        .seal(Purpose::AuthCode, auth_code::following_from(realm, operation).reveal().as_bytes())?;
    let before = tx.domain(&name)?;
    let mut domain = match &before {
        Some(held) => {
            tx.move_domain(&held.domain, operation.account)?;
            held.domain.clone()
        }
        None => arrived(realm, operation, info, rows),
    };
    let losing = stored.transfer.losing;
    domain.account = operation.account;
    domain.expires = info.expires;
    domain.contacts = rows;
    domain.lock = if realm.rules(&name)?.starts_locked { Lock::On } else { Lock::Off };
    domain.autorenew = false;
    domain.transferred = Some(now);
    domain.updated = now;
    domain.told = now;
    domain.pending = None;
    domain.reference.clone_from(&command.reference);
    lead(&mut domain, command);
    let shed = match &before {
        Some(held) => signing::shed_by(tx, realm, held, &domain)?,
        None => None,
    };
    domain.dnssec = domain.dnssec && shed.is_none();
    if domain.id == DomainId(0) {
        domain.id = match stored.number {
            Some(number) => number,
            None => promised(tx, operation)?,
        };
        domain.id = tx.add_domain(&domain, &info.signers, &sealed)?;
    } else {
        tx.save_domain(&domain, shed.as_deref())?;
        tx.set_auth_code(domain.id, &sealed)?;
    }
    let act = Act { account: operation.account, member: operation.member, now };
    if domain.managed_dns {
        let address = realm.settings.template_address.as_deref();
        zones::ensure(tx, act, domain.account, &name, address)?;
    } else {
        zones::drop_zone(tx, &name, now)?;
    }
    let turn = Turn { before: before.as_ref(), after: &domain, wish: None, fresh: false };
    signing::follow(tx, realm, act, &turn)?;
    reschedule(tx, realm, &domain)?;
    tx.set_transfer(stored.transfer.id, TransferState::Approved, now)?;
    tx.unschedule(jobs::TRANSFER, stored.transfer.id.0)?;
    tx.unschedule(jobs::OPERATION, operation.id.0)?;
    tell(tx, act, kind, name.as_str(), "")?;
    if let Some(losing) = losing {
        let act = Act { account: losing, member: None, now };
        tell(tx, act, EventKind::TransferredAway, name.as_str(), "")?;
    }
    Ok(())
}

/// The facts of a name that comes from another registrar.
fn arrived(realm: &Realm, operation: &Operation, info: &Info, rows: [ContactId; 4]) -> Domain {
    Domain {
        id: DomainId(0),
        name: info.name.clone(),
        account: operation.account,
        registered: info.registered,
        anchor: info.registered,
        expires: info.expires,
        renewed: None,
        updated: realm.now(),
        transferred: None,
        deleted: None,
        lock: info.lock,
        suspended: info.suspended,
        autorenew: false,
        privacy: false,
        managed_dns: false,
        dnssec: !info.signers.is_empty(),
        reference: None,
        contacts: rows,
        nameservers: info.nameservers.clone(),
        pending: None,
        told: realm.now(),
    }
}

/// The name stays where it is, and the fee is given back.
pub(super) async fn refuse(
    realm: &Arc<Realm>,
    stored: &StoredTransfer,
    state: TransferState,
) -> Result<()> {
    let (inner, id) = (Arc::clone(realm), stored.transfer.id);
    realm
        .store
        .write(move |tx| {
            let stored = tx.transfer(id)?.ok_or(Error::NotFound(Noun::Transfer))?;
            let operation = stored.operation.map(|id| tx.locked_operation(id)).transpose()?;
            // As it stands now that nobody else works on it.
            let stored = tx.transfer(id)?.ok_or(Error::NotFound(Noun::Transfer))?;
            if !stored.transfer.state.is_open() {
                return Err(Error::NothingPending(Noun::Transfer));
            }
            if let Some(operation) = operation {
                if operation.state != OperationState::Waiting {
                    return Err(Error::NothingPending(Noun::Transfer));
                }
                if let Some(hold) = operation.hold {
                    tx.release(hold)?;
                }
                if let Some(line) = operation.line {
                    line::released(tx, line, inner.now())?;
                    if state == TransferState::Cancelled {
                        bill::forget(tx, line)?;
                    }
                }
                tx.set_operation(operation.id, OperationState::Refused, None, inner.now())?;
            }
            close(tx, &inner, &stored, state)
        })
        .await
        .inspect(|()| realm.wake.notify_one())
}

/// Writes down that a transfer failed, and tells both sides.
pub(super) fn close(
    tx: &mut Tx<'_>,
    realm: &Realm,
    stored: &StoredTransfer,
    state: TransferState,
) -> Result<()> {
    let (transfer, now) = (&stored.transfer, realm.now());
    tx.set_transfer(transfer.id, state, now)?;
    tx.unschedule(jobs::TRANSFER, transfer.id.0)?;
    if let (Some(_), Some(held)) = (transfer.losing, tx.domain(&transfer.name)?) {
        let mut domain = held.domain;
        domain.pending = None;
        tx.save_domain(&domain, None)?;
    }
    let kind = match state {
        TransferState::Rejected => EventKind::TransferRejected,
        TransferState::Cancelled => EventKind::TransferCancelled,
        TransferState::TimedOut => EventKind::TransferTimedOut,
        TransferState::Unconfirmed | TransferState::Pending | TransferState::Approved => {
            return Err(Error::internal("a failed transfer cannot be open or approved"));
        }
    };
    for account in [transfer.gaining, transfer.losing].into_iter().flatten() {
        tell(tx, Act { account, member: None, now }, kind, transfer.name.as_str(), "")?;
    }
    Ok(())
}

/// The name left to another registrar.
pub(super) async fn leave(realm: &Arc<Realm>, name: &DomainName) -> Result<()> {
    let (inner, name) = (Arc::clone(realm), name.clone());
    realm
        .store
        .write(move |tx| {
            let now = inner.now();
            let Some(held) = tx.domain(&name)? else { return Ok(()) };
            if let Some(stored) = tx.pending_transfer(&name)? {
                tx.set_transfer(stored.transfer.id, TransferState::Approved, now)?;
                tx.unschedule(jobs::TRANSFER, stored.transfer.id.0)?;
            }
            end(tx, &held.domain, now)?;
            let act = Act { account: held.domain.account, member: None, now };
            tell(tx, act, EventKind::TransferredAway, held.domain.name.as_str(), "")
        })
        .await
        .inspect(|()| realm.wake.notify_one())
}
