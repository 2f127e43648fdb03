//! Asks for the end of a subscription: now, or when what was paid for is over.

use model::Result;
use model::error::{Error, Field, Prohibition, Reason};
use model::event::EventKind;
use model::invoice::{InvoiceState, LineKind};
use model::privilege::{Privilege, ServicePrivilege};
use model::subscription::{Cancellation, SubscriptionId, SubscriptionState};
use model::time::{Seconds, Timestamp};
use store::Tx;

use super::{begin, lifecycle, own, reschedule, subject};
use crate::billing::cancel::call_off;
use crate::jobs;
use crate::news::{Act, tell};
use crate::realm::Context;

/// What is billed for a subscription.
pub(super) const FOR_MORE: [LineKind; 3] =
    [LineKind::Subscribe, LineKind::Continue, LineKind::Upgrade];
/// How long after it was asked for an end that did not come about is taken up again.
const TAKEN_UP: Seconds = Seconds(60);
/// Longest reason.
const LONGEST_REASON: u16 = 1_000;

/// Asks for the end of a subscription. What was paid is not given back; open invoices for more of it
/// are called off. Asking for the end now stands before asking for it at the end of the cycle.
///
/// # Errors
/// When there is no such subscription, it ended, or its end was asked for before.
pub async fn cancel(
    cx: &Context,
    id: SubscriptionId,
    when: Cancellation,
    reason: &str,
) -> Result<()> {
    cancel_and(cx, id, when, reason, |_| Ok(())).await
}

/// Asks for the end of a subscription; `also` writes down what else follows from it, in the same
/// transaction.
pub(crate) async fn cancel_and(
    cx: &Context,
    id: SubscriptionId,
    when: Cancellation,
    reason: &str,
    also: impl Fn(&mut Tx<'_>) -> Result<()> + Send + Sync + 'static,
) -> Result<()> {
    let (inner, reason) = (cx.clone(), checked(reason)?);
    let runs = cx
        .realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let mut stored = own(tx, inner.account(), id)?;
            inner.needs(Privilege::Service(id, ServicePrivilege::Cancelation))?;
            let subscription = &mut stored.subscription;
            let asked = subscription.cancellation;
            if subscription.state == SubscriptionState::Cancelled
                || asked == Some(Cancellation::Now)
                || asked == Some(when)
            {
                return Err(Error::Prohibited(Prohibition::Cancelled));
            }
            let runs = subscription.state != SubscriptionState::Pending;
            subscription.cancellation = Some(when);
            stored.reason.clone_from(&reason);
            // One that is just being made ends when it runs.
            if !runs && tx.open_operation(&begin::operation_subject(id))?.is_none() {
                super::ended(&mut stored, inner.now());
            }
            tx.save_subscription(&stored)?;
            drop_invoices(tx, id, &FOR_MORE, inner.now())?;
            reschedule(tx, &inner.realm, &stored)?;
            if runs && when == Cancellation::Now {
                // It is ended by this call; somebody else takes it up where that does not come to it.
                tx.schedule(jobs::SUBSCRIPTION, id.0, inner.now() + TAKEN_UP, "")?;
            }
            let act =
                Act { account: inner.account(), member: inner.caller.member, now: inner.now() };
            tell(tx, act, EventKind::CancellationAsked, &subject(id), when.word())?;
            also(tx)?;
            Ok(runs)
        })
        .await?;
    match when {
        // Its job sees to it where the supplier does not.
        Cancellation::Now if runs => lifecycle::forgiving(lifecycle::end(&cx.realm, id).await),
        Cancellation::Now | Cancellation::AtEnd => Ok(()),
    }
}

/// Calls off the open invoices that are for a subscription and nothing else, in these ways.
pub(super) fn drop_invoices(
    tx: &mut Tx<'_>,
    id: SubscriptionId,
    kinds: &[LineKind],
    now: Timestamp,
) -> Result<()> {
    for line in tx.lines_about(kinds, id.0)? {
        let Some(invoice) = tx.invoice(line.invoice)? else { continue };
        if invoice.state != InvoiceState::Unpaid {
            continue;
        }
        let lines = tx.lines(invoice.id)?;
        if lines.iter().filter(|line| line.kind.is_item()).count() == 1 {
            call_off(tx, invoice.id, now)?;
        }
    }
    Ok(())
}

fn checked(reason: &str) -> Result<String> {
    let reason = reason.trim();
    if reason.chars().count() > usize::from(LONGEST_REASON) {
        return Err(Error::invalid(Field::Text, Reason::LongerThan(LONGEST_REASON)));
    }
    if reason.chars().any(|sign| sign.is_control() && !matches!(sign, '\r' | '\n' | '\t')) {
        return Err(Error::invalid(Field::Text, Reason::NotText));
    }
    Ok(reason.to_owned())
}
