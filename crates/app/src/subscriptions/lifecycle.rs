//! What time and payments do to a running subscription.

use std::sync::Arc;

use model::Result;
use model::error::{Error, Prohibition};
use model::event::EventKind;
use model::invoice::{InvoiceId, InvoiceState, LineId, LineKind, LineState, next_due};
use model::product::Cycle;
use model::subscription::{
    Cancellation, Milestone, Subscription, SubscriptionId, SubscriptionState,
};
use store::Tx;
use store::invoices::Line;

use super::work::{self, Step};
use super::{begin, cancel, own, prepaid, reschedule, subject};
use crate::billing::cancel::call_off;
use crate::billing::{fulfil, line, raise};
use crate::news::{Act, tell};
use crate::realm::{Context, Realm};

/// Does what is due for a subscription: bills its next cycle, or ends it.
pub(crate) async fn advance(realm: &Arc<Realm>, id: SubscriptionId) -> Result<()> {
    let inner = Arc::clone(realm);
    let (step, invoice) = realm
        .store
        .write(move |tx| {
            let Some(stored) = tx.subscription(id)? else { return Ok((None, None)) };
            tx.lock_account(stored.subscription.account)?;
            let mut stored = own(tx, stored.subscription.account, id)?;
            let (terms, now) = (&inner.settings.billing, inner.now());
            match stored.subscription.next_milestone(terms, now) {
                Some((due, Milestone::Bills)) if due <= now => {
                    let invoice = raise::next_cycle(tx, &inner, &mut stored)?;
                    reschedule(tx, &inner, &stored)?;
                    Ok((None, invoice))
                }
                Some((due, milestone)) if due <= now => Ok((Some(milestone), None)),
                _ => {
                    reschedule(tx, &inner, &stored)?;
                    Ok((None, None))
                }
            }
        })
        .await?;
    if let Some(invoice) = invoice {
        fulfil::if_paid(realm, &invoice).await?;
    }
    match step {
        Some(Milestone::Ends) => end(realm, id).await,
        Some(Milestone::Resumes) => resume(realm, id).await,
        Some(Milestone::Renews) => prepaid::renew(realm, id).await,
        Some(Milestone::Lapses) => lapse(realm, id).await,
        Some(Milestone::Bills) | None => Ok(()),
    }
}

/// Begins the cycle that a line paid for; what was suspended runs again.
pub(crate) async fn go_on(cx: &Context, id: SubscriptionId, line: LineId) -> Result<()> {
    let inner = cx.clone();
    let suspended = cx
        .realm
        .store
        .write(move |tx| {
            let now = inner.now();
            tx.lock_account(inner.account())?;
            let mut stored = own(tx, inner.account(), id)?;
            let line = tx.line(line)?;
            if line.state != LineState::Due {
                return Ok(false);
            }
            let subscription = &mut stored.subscription;
            // One that is about to end takes no more money.
            if !matches!(
                subscription.state,
                SubscriptionState::Active | SubscriptionState::Suspended
            ) || subscription.cancellation == Some(Cancellation::Now)
            {
                return Err(Error::Prohibited(Prohibition::Cancelled));
            }
            begin::unoccupied(tx, id)?;
            paid_until(subscription, &line);
            let suspended = subscription.state == SubscriptionState::Suspended;
            tx.save_subscription(&stored)?;
            line::spend(tx, &inner.realm, &line, now)?;
            // The rest of the cycle that they were priced for is over.
            cancel::drop_invoices(tx, id, &[LineKind::Upgrade], now)?;
            reschedule(tx, &inner.realm, &stored)?;
            let act = Act { account: inner.account(), member: None, now };
            let until = stored.subscription.due.day();
            tell(tx, act, EventKind::SubscriptionContinued, &subject(id), &until)?;
            Ok(suspended)
        })
        .await?;
    match suspended {
        // Its job sees to it where the supplier does not.
        true => forgiving(resume(&cx.realm, id).await),
        false => Ok(()),
    }
}

/// Moves the due day to the end of the cycle that a line paid for, which need not be as long as the
/// next ones.
fn paid_until(subscription: &mut Subscription, line: &Line) {
    let from = line.covers.unwrap_or(subscription.due);
    let cycle = Cycle::from_word(&line.detail).unwrap_or(subscription.cycle);
    let until = next_due(subscription.anchor, cycle.months(), from);
    subscription.due = subscription.due.max(until);
    if cycle != subscription.cycle {
        subscription.anchor = subscription.due;
    }
}

/// Lets a subscription run again.
async fn resume(realm: &Arc<Realm>, id: SubscriptionId) -> Result<()> {
    step(realm, id, Step::Unsuspend, SubscriptionState::Suspended, None).await
}

/// What a caller is told of a step that a job carries on: nothing but faults of ours.
pub(super) fn forgiving(done: Result<()>) -> Result<()> {
    match done {
        Err(error @ Error::Internal(_)) => Err(error),
        _ => Ok(()),
    }
}

/// Stops a subscription that nobody renewed.
pub(super) async fn lapse(realm: &Arc<Realm>, id: SubscriptionId) -> Result<()> {
    step(realm, id, Step::Suspend, SubscriptionState::Active, None).await
}

/// Suspends a subscription because an invoice was not paid.
pub(crate) async fn suspend(
    realm: &Arc<Realm>,
    id: SubscriptionId,
    unpaid: InvoiceId,
) -> Result<()> {
    step(realm, id, Step::Suspend, SubscriptionState::Active, Some(unpaid)).await
}

/// Ends a subscription because an invoice was not paid. The invoice is called off in the transaction
/// that decides it: nobody pays any more for what is about to end.
pub(crate) async fn end_unpaid(
    realm: &Arc<Realm>,
    id: SubscriptionId,
    unpaid: InvoiceId,
) -> Result<()> {
    let inner = Arc::clone(realm);
    let ends = realm
        .store
        .write(move |tx| {
            let Some(stored) = tx.subscription(id)? else { return Ok(false) };
            tx.lock_account(stored.subscription.account)?;
            let mut stored = own(tx, stored.subscription.account, id)?;
            if !is_unpaid(tx, unpaid)? {
                return Ok(false);
            }
            call_off(tx, unpaid, inner.now())?;
            stored.subscription.cancellation = Some(Cancellation::Now);
            tx.save_subscription(&stored)?;
            reschedule(tx, &inner, &stored)?;
            Ok(true)
        })
        .await?;
    // Its job sees to it where the supplier does not.
    if ends { forgiving(end(realm, id).await) } else { Ok(()) }
}

fn is_unpaid(tx: &mut Tx<'_>, id: InvoiceId) -> Result<bool> {
    Ok(tx.invoice(id)?.is_some_and(|invoice| invoice.state == InvoiceState::Unpaid))
}

/// Ends a subscription; one that ended stays so.
pub(super) async fn end(realm: &Arc<Realm>, id: SubscriptionId) -> Result<()> {
    let stored = realm.store.read(move |tx| tx.subscription(id)).await?;
    match stored.map(|stored| stored.subscription.state) {
        Some(state @ (SubscriptionState::Active | SubscriptionState::Suspended)) => {
            step(realm, id, Step::Delete, state, None).await
        }
        _ => Ok(()),
    }
}

/// Carries a step out that nobody pays for, if the subscription is in the state for it and, where an
/// invoice is the reason, that is still unpaid.
async fn step(
    realm: &Arc<Realm>,
    id: SubscriptionId,
    step: Step,
    from: SubscriptionState,
    unpaid: Option<InvoiceId>,
) -> Result<()> {
    let Some(stored) = realm.store.read(move |tx| tx.subscription(id)).await? else {
        return Ok(());
    };
    let cx = Context::for_account(realm, stored.subscription.account).await?;
    let begun = realm
        .store
        .write(move |tx| {
            tx.lock_account(cx.account())?;
            let founded = unpaid.map_or(Ok(true), |unpaid| is_unpaid(tx, unpaid))?;
            if !founded || own(tx, cx.account(), id)?.subscription.state != from {
                return Ok(None);
            }
            work::begin(tx, &cx, id, step.clone()).map(Some)
        })
        .await?;
    let Some(operation) = begun else { return Ok(()) };
    match work::carry_out(realm, operation).await {
        // It is asked about by the operation's own job.
        Err(Error::OutcomeUnknown(_)) => Ok(()),
        done => done,
    }
}
