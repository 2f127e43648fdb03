//! Deletes a name by request: queued, then at the registry. Within the add grace period it is free
//! at once; later it can be brought back for a while (RFC 3915). Money is not given back.

use std::sync::Arc;

use model::domain::{Domain, Pending, Phase, lifecycle};
use model::error::Noun;
use model::event::EventKind;
use model::name::DomainName;
use model::operation::OperationState;
use model::time::Timestamp;
use model::{Error, Result};
use store::Tx;
use store::operations::Operation;

use super::held::held;
use super::{end, reschedule};
use crate::jobs;
use crate::news::{Act, tell};
use crate::operations;
use crate::realm::{Context, Realm};

/// Attempts at a deletion before it is given up.
const ATTEMPTS: i64 = 12;

/// Queues the deletion of a name.
///
/// # Errors
/// Names what stands in the way; nothing has changed then.
pub async fn delete(cx: &Context, name: DomainName) -> Result<()> {
    cx.needs_more_than_privileges()?;
    let (realm, inner) = (Arc::clone(&cx.realm), cx.clone());
    let (now, due) = (cx.now(), cx.now() + realm.settings.pending);
    realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let mut domain = held(tx, inner.account(), &name)?.domain;
            lifecycle::delete(&domain, now, inner.realm.rules(&name)?)?;
            let command = operations::Command::Delete;
            let operation = operations::begin(tx, &inner, name.as_str(), &command, None, None)?;
            domain.pending = Some(Pending::Delete);
            tx.save_domain(&domain, None)?;
            tx.schedule(jobs::OPERATION, operation.id.0, due, "")?;
            let act = Act { account: inner.account(), member: inner.caller.member, now };
            tell(tx, act, EventKind::DeletePending, name.as_str(), "")
        })
        .await
        .inspect(|()| cx.realm.wake.notify_one())
}

/// Calls a deletion off that waits for its time.
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
            let waiting = tx.open_operations_about(name.as_str(), "delete")?;
            let waiting = waiting.first().filter(|operation| operation.attempt == 0);
            let operation = waiting.ok_or(Error::NothingPending(Noun::Domain))?;
            tx.set_operation(operation.id, OperationState::Refused, None, inner.now())?;
            tx.unschedule(jobs::OPERATION, operation.id.0)?;
            super::clear_pending(tx, operation, &mut domain)?;
            tx.save_domain(&domain, None)?;
            let act =
                Act { account: inner.account(), member: inner.caller.member, now: inner.now() };
            tell(tx, act, EventKind::DeleteCancelled, name.as_str(), "")
        })
        .await
}

/// Asks the registry and settles; a name that the registry already lets go needs no second order.
pub(crate) async fn perform(realm: &Arc<Realm>, operation: &Operation) -> Result<()> {
    let name = super::name_of(realm, operation)?;
    let reply = ask(realm, operation, &name).await;
    if matches!(reply, Err(Error::Unavailable(_))) && operation.attempt < ATTEMPTS {
        return operations::ask_later(realm, operation, OperationState::Begun).await;
    }
    let (settling, refusing) = (Arc::clone(realm), Arc::clone(realm));
    operations::settle(
        realm,
        operation,
        reply,
        move |tx, operation, since| write_down(tx, &settling, operation, *since),
        move |tx, operation| {
            tx.unschedule(jobs::OPERATION, operation.id.0)?;
            let held = tx.domain(&super::name_of(&refusing, operation)?)?;
            let Some(mut domain) = held.map(|held| held.domain) else { return Ok(()) };
            super::clear_pending(tx, operation, &mut domain)?;
            tx.save_domain(&domain, None)?;
            let act =
                Act { account: operation.account, member: operation.member, now: refusing.now() };
            tell(tx, act, EventKind::DeleteFailed, domain.name.as_str(), "")
        },
    )
    .await
    .map(drop)
}

/// Since when the name is deleted. What the registry does not let us delete may be deleted since an
/// attempt whose answer never arrived.
async fn ask(realm: &Realm, operation: &Operation, name: &DomainName) -> Result<Timestamp> {
    match realm.registry.delete(name).await {
        Ok(since) => Ok(since),
        Err(Error::OutcomeUnknown(supplier)) => Err(Error::OutcomeUnknown(supplier)),
        Err(refusal) => match realm.registry.info(name, None).await {
            Ok(info) => {
                // What expiry alone has brought into redemption was not deleted.
                let lost = info.expires + realm.rules(name)?.redemption_after;
                info.deleted.filter(|since| *since != lost).ok_or(refusal)
            }
            Err(Error::NotFound(_)) => Ok(operation.begun),
            Err(error) => Err(operations::untold(error)),
        },
    }
}

fn write_down(
    tx: &mut Tx<'_>,
    realm: &Realm,
    operation: &Operation,
    since: Timestamp,
) -> Result<Domain> {
    let now = realm.now();
    let mut domain = tx.held_domain(&super::name_of(realm, operation)?)?.domain;
    super::clear_pending(tx, operation, &mut domain)?;
    domain.deleted = Some(since);
    domain.updated = now;
    domain.told = now;
    tx.unschedule(jobs::OPERATION, operation.id.0)?;
    let act = Act { account: operation.account, member: operation.member, now };
    if domain.at(now, realm.rules(&domain.name)?) == Phase::Gone {
        tx.save_domain(&domain, None)?;
        end(tx, &domain, now)?;
        tell(tx, act, EventKind::DomainDeleted, domain.name.as_str(), "")?;
        return Ok(domain);
    }
    tx.save_domain(&domain, None)?;
    reschedule(tx, realm, &domain)?;
    tell(tx, act, EventKind::RedemptionEntered, domain.name.as_str(), "")?;
    Ok(domain)
}
