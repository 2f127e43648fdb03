//! What time and payments do to a running subscription.

use std::sync::Arc;

use model::Result;
use model::error::{Error, Prohibition};
use model::event::EventKind;
use model::invoice::{LineId, next_due};
use model::subscription::{Milestone, SubscriptionId, SubscriptionState};

use super::work::{self, Step};
use super::{own, reschedule, subject};
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
            let ahead = inner.settings.billing.subscription_ahead;
            match stored.subscription.next_milestone(ahead) {
                Some((due, Milestone::Bills)) if due <= inner.now() => {
                    let invoice = raise::next_cycle(tx, &inner, &mut stored)?;
                    reschedule(tx, &inner, &stored)?;
                    Ok((None, invoice))
                }
                Some((due, milestone)) if due <= inner.now() => Ok((Some(milestone), None)),
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
            if line.state != model::invoice::LineState::Due {
                return Ok(false);
            }
            let subscription = &mut stored.subscription;
            if !matches!(
                subscription.state,
                SubscriptionState::Active | SubscriptionState::Suspended
            ) {
                return Err(Error::Prohibited(Prohibition::Cancelled));
            }
            let from = line.covers.unwrap_or(subscription.due);
            let until = next_due(subscription.anchor, subscription.cycle.months(), from);
            subscription.due = subscription.due.max(until);
            let suspended = subscription.state == SubscriptionState::Suspended;
            tx.save_subscription(&stored)?;
            line::spend(tx, &inner.realm, &line, now)?;
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

/// Lets a subscription run again.
async fn resume(realm: &Arc<Realm>, id: SubscriptionId) -> Result<()> {
    step(realm, id, Step::Unsuspend, SubscriptionState::Suspended).await
}

/// What a caller is told of a step that a job carries on: nothing but faults of ours.
pub(super) fn forgiving(done: Result<()>) -> Result<()> {
    match done {
        Err(error @ Error::Internal(_)) => Err(error),
        _ => Ok(()),
    }
}

/// Suspends a subscription that was not paid.
pub(crate) async fn suspend(realm: &Arc<Realm>, id: SubscriptionId) -> Result<()> {
    step(realm, id, Step::Suspend, SubscriptionState::Active).await
}

/// Ends a subscription; one that ended stays so.
pub(crate) async fn end(realm: &Arc<Realm>, id: SubscriptionId) -> Result<()> {
    let stored = realm.store.read(move |tx| tx.subscription(id)).await?;
    match stored.map(|stored| stored.subscription.state) {
        Some(state @ (SubscriptionState::Active | SubscriptionState::Suspended)) => {
            step(realm, id, Step::Delete, state).await
        }
        _ => Ok(()),
    }
}

/// Carries a step out that nobody pays for, if the subscription is in the state for it.
async fn step(
    realm: &Arc<Realm>,
    id: SubscriptionId,
    step: Step,
    from: SubscriptionState,
) -> Result<()> {
    let Some(stored) = realm.store.read(move |tx| tx.subscription(id)).await? else {
        return Ok(());
    };
    let cx = Context::for_account(realm, stored.subscription.account).await?;
    let begun = realm
        .store
        .write(move |tx| {
            tx.lock_account(cx.account())?;
            if own(tx, cx.account(), id)?.subscription.state != from {
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
