//! What the authority is asked, and what it told. It knows each order by our reference, so that nothing
//! is issued twice.

use std::sync::Arc;

use model::certificate::{OrderId, OrderProgress, Validation, next_look};
use model::error::{Error, Result, Supplier};
use model::event::EventKind;
use model::subscription::SubscriptionId;
use model::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::certificates::{IssuedOrder, StoredOrder};
use store::operations::Operation;

use super::{products, subject};
use crate::jobs;
use crate::news::{Act, tell};
use crate::operations;
use crate::ports::authority::{Challenge, NewOrder, OrderReport, OrderState};
use crate::realm::Realm;

/// Why an order is called off that another one took the place of.
const REPLACED: &str = "asked for anew";
/// Why what is called off when nobody pays for it any more.
const ENDED: &str = "its time is over";

/// What the authority is asked, as it is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Command {
    pub certificate: i64,
    pub order: i64,
    pub step: Step,
}

/// What is asked about an order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Step {
    /// To issue.
    Ask,
    /// To have control shown in another way.
    ChangeValidation { validation: String, approvers: Vec<String> },
}

/// What the authority knows an order by.
pub(super) fn reference(id: OrderId) -> String {
    format!("certificate-order-{}", id.0)
}

/// Asks the authority, and settles. With `again` it may have been asked before; asking for the same
/// once more changes nothing there.
pub(crate) async fn perform(
    realm: &Arc<Realm>,
    operation: &Operation,
    command: &Command,
    again: bool,
) -> Result<()> {
    let (id, certificate) = (OrderId(command.order), SubscriptionId(command.certificate));
    let orders = realm.store.read(move |tx| tx.certificate_orders(certificate)).await?;
    let order = orders.iter().find(|order| order.id == id);
    let order = order.ok_or_else(|| Error::internal("an authority is asked about no order"))?;
    let reply = match ask(realm, order, &orders, &command.step).await {
        // Before this attempt there was another one, of which nobody knows.
        Err(Error::Unavailable(supplier)) if again => Err(Error::OutcomeUnknown(supplier)),
        reply => reply,
    };
    let words = match &reply {
        Err(Error::Refused { words, .. }) if again => words.clone(),
        _ => String::new(),
    };
    let (settling, refusing) = (Arc::clone(realm), Arc::clone(realm));
    let (step, refused) = (command.step.clone(), command.step.clone());
    operations::settle(
        realm,
        operation,
        reply,
        move |tx, operation, report| {
            settled(tx, &settling, operation, (id, &step), report)?;
            drop_replaced(tx, certificate, id)
        },
        move |tx, operation| match refused {
            Step::Ask => not_asked(tx, &refusing, operation, (certificate, id), &words),
            Step::ChangeValidation { .. } => Ok(()),
        },
    )
    .await
    .map(drop)
}

async fn ask(
    realm: &Realm,
    order: &StoredOrder,
    orders: &[StoredOrder],
    step: &Step,
) -> Result<OrderReport> {
    match step {
        Step::Ask => {
            let report = realm.authority.order(&new_order(realm, order).await?).await?;
            for replaced in orders.iter().filter(|other| is_replaced(other, order.id)) {
                // It is asked for by now, so what follows is only a matter of time.
                call_off(realm, replaced, REPLACED)
                    .await
                    .map_err(|_| Error::OutcomeUnknown(Supplier::Certificates))?;
            }
            Ok(report)
        }
        Step::ChangeValidation { validation, approvers } => {
            let validation = method(validation)?;
            realm.authority.change_validation(&reference(order.id), validation, approvers).await
        }
    }
}

/// Whether an order waits that a later one took the place of.
fn is_replaced(other: &StoredOrder, by: OrderId) -> bool {
    other.id < by && other.progress.is_open()
}

fn drop_replaced(tx: &mut Tx<'_>, certificate: SubscriptionId, by: OrderId) -> Result<()> {
    let orders = tx.certificate_orders(certificate)?;
    for mut order in orders.into_iter().filter(|other| is_replaced(other, by)) {
        order.progress = OrderProgress::Revoked;
        tx.save_certificate_order(&order)?;
    }
    restate(tx, certificate)
}

fn method(word: &str) -> Result<Validation> {
    Validation::from_word(word).ok_or_else(|| Error::internal("an order with no validation"))
}

async fn new_order(realm: &Realm, order: &StoredOrder) -> Result<NewOrder> {
    let id = order.certificate;
    let bought = realm.store.read(move |tx| tx.subscription(id)).await?;
    let bought = bought.ok_or_else(|| Error::internal("a certificate that nobody bought"))?;
    let (product, _) = products::product(realm, bought.subscription.product)?;
    Ok(NewOrder {
        reference: reference(order.id),
        product: product.plan.clone(),
        signing_request: order.signing_request.clone(),
        names: order.names.clone(),
        organization: order.organization_name.clone(),
        ends: order.ends,
        validation: order.validation,
        approvers: order.approvers.clone(),
    })
}

/// Calls an order off, or revokes what was issued; one that the authority never had is called off.
pub(super) async fn call_off(realm: &Realm, order: &StoredOrder, why: &str) -> Result<()> {
    match realm.authority.revoke(&reference(order.id), why).await {
        Err(Error::NotFound(_)) => Ok(()),
        done => done,
    }
}

fn settled(
    tx: &mut Tx<'_>,
    realm: &Realm,
    operation: &Operation,
    (id, step): (OrderId, &Step),
    report: &OrderReport,
) -> Result<()> {
    if let Step::ChangeValidation { approvers, .. } = step
        && let Some(mut order) = tx.certificate_order(id)?
    {
        order.approvers.clone_from(approvers);
        tx.save_certificate_order(&order)?;
        let act = Act { account: operation.account, member: operation.member, now: realm.now() };
        let about = subject(order.certificate);
        tell(tx, act, EventKind::CertificateValidationSet, &about, report.validation.word())?;
    }
    write_report(tx, realm, id, report)
}

/// Writes down that the authority was never asked: the certificate stands as it did before.
fn not_asked(
    tx: &mut Tx<'_>,
    realm: &Realm,
    operation: &Operation,
    (certificate, id): (SubscriptionId, OrderId),
    words: &str,
) -> Result<()> {
    tx.delete_certificate_order(id)?;
    restate(tx, certificate)?;
    if words.is_empty() {
        return Ok(());
    }
    // Who asked was told that nobody knows yet.
    let act = Act { account: operation.account, member: operation.member, now: realm.now() };
    tell(tx, act, EventKind::CertificateFailed, &subject(certificate), words)
}

/// A challenge as it is written down.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct WrittenChallenge {
    name: String,
    place: String,
    content: String,
    record: Option<String>,
    shown: bool,
}

fn written(challenges: &[Challenge]) -> Result<String> {
    let written: Vec<WrittenChallenge> = challenges
        .iter()
        .map(|challenge| WrittenChallenge {
            name: challenge.name.clone(),
            place: challenge.place.clone(),
            content: challenge.content.clone(),
            record: challenge.record.map(str::to_owned),
            shown: challenge.shown,
        })
        .collect();
    serde_json::to_string(&written).map_err(Error::internal)
}

/// Challenges that were written down; none before the authority told any.
pub(super) fn challenges_of(text: &str) -> Result<Vec<Challenge>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let written: Vec<WrittenChallenge> = serde_json::from_str(text).map_err(Error::internal)?;
    let record = |word: String| ["CNAME", "TXT"].into_iter().find(|known| *known == word);
    Ok(written
        .into_iter()
        .map(|challenge| Challenge {
            name: challenge.name,
            place: challenge.place,
            content: challenge.content,
            record: challenge.record.and_then(record),
            shown: challenge.shown,
        })
        .collect())
}

/// Writes down what the authority told of an order, and sees to it that it is looked at again while it
/// waits. What was decided about it stays decided.
pub(super) fn write_report(
    tx: &mut Tx<'_>,
    realm: &Realm,
    id: OrderId,
    report: &OrderReport,
) -> Result<()> {
    let Some(order) = tx.certificate_order(id)? else { return Ok(()) };
    let Some(paid) = tx.subscription(order.certificate)? else { return Ok(()) };
    tx.lock_account(paid.subscription.account)?;
    let Some(mut order) = tx.certificate_order(id)? else { return Ok(()) };
    let before = order.progress;
    if matches!(before, OrderProgress::Revoked | OrderProgress::Failed) {
        return Ok(());
    }
    order.number = Some(report.number.clone());
    order.validation = report.validation;
    order.challenges = written(&report.challenges)?;
    match &report.state {
        OrderState::Pending if before == OrderProgress::Issued => {}
        OrderState::Pending => order.progress = OrderProgress::Pending,
        OrderState::Issued(issued) => {
            order.progress = OrderProgress::Issued;
            order.issued = Some(IssuedOrder {
                serial: issued.serial.clone(),
                certificate: issued.certificate.clone(),
                chain: issued.chain.clone(),
                begins: issued.begins,
                ends: issued.ends,
            });
        }
        OrderState::Revoked => order.progress = OrderProgress::Revoked,
        OrderState::Failed(words) => {
            order.progress = OrderProgress::Failed;
            order.why.clone_from(words);
        }
    }
    tx.save_certificate_order(&order)?;
    let now = realm.now();
    decided(tx, Act { account: paid.subscription.account, member: None, now }, &order, before)
}

/// What follows from how far an order got.
pub(super) fn decided(
    tx: &mut Tx<'_>,
    act: Act,
    order: &StoredOrder,
    before: OrderProgress,
) -> Result<()> {
    let id = order.certificate;
    restate(tx, id)?;
    match order.progress {
        // Where its time is over, the last look says so.
        OrderProgress::Pending => {
            let look = next_look(order.asked, act.now).unwrap_or(act.now);
            tx.schedule(jobs::CERTIFICATE, id.0, look, "")?;
        }
        _ => tx.unschedule(jobs::CERTIFICATE, id.0)?,
    }
    if order.progress == before {
        return Ok(());
    }
    let name = order.names.first().map_or("", String::as_str);
    let (kind, detail) = match order.progress {
        OrderProgress::Asked => return Ok(()),
        OrderProgress::Pending => (EventKind::CertificateAsked, name),
        OrderProgress::Issued => (EventKind::CertificateIssued, name),
        OrderProgress::Revoked => (EventKind::CertificateRevoked, name),
        OrderProgress::Failed => (EventKind::CertificateFailed, order.why.as_str()),
    };
    tell(tx, act, kind, &subject(id), detail)
}

/// Puts into a certificate what follows from its orders.
pub(super) fn restate(tx: &mut Tx<'_>, id: SubscriptionId) -> Result<()> {
    let Some(mut stored) = tx.certificate(id)? else { return Ok(()) };
    let orders = tx.certificate_orders(id)?;
    let issued = orders.iter().find(|order| order.progress == OrderProgress::Issued);
    let last = orders.first();
    let stands = last.filter(|order| order.progress.is_open()).or(issued).or(last);
    let facts = &mut stored.certificate;
    facts.state = last.map_or(model::certificate::CertificateState::Incomplete, |order| {
        order.progress.state(issued.is_some())
    });
    facts.name = stands.and_then(|order| order.names.first()).cloned().unwrap_or_default();
    let valid = issued.and_then(|order| order.issued.as_ref());
    facts.begins = valid.map(|issued| issued.begins);
    facts.expires = valid.map(|issued| issued.ends);
    stored.number = stands.and_then(|order| order.number.clone());
    tx.save_certificate(&stored)
}

/// Whether an order still means something at a moment.
fn is_alive(order: &StoredOrder, now: Timestamp) -> bool {
    order.progress.is_open()
        || order
            .issued
            .as_ref()
            .is_some_and(|issued| order.progress == OrderProgress::Issued && issued.ends > now)
}

/// Calls everything off at the authority that a certificate still means, because its subscription ends.
pub(crate) async fn wind_up(realm: &Realm, id: SubscriptionId, reason: &str) -> Result<()> {
    let orders = realm.store.read(move |tx| tx.certificate_orders(id)).await?;
    let (now, why) = (realm.now(), if reason.is_empty() { ENDED } else { reason });
    for order in orders.iter().filter(|order| is_alive(order, now)) {
        call_off(realm, order, why).await?;
    }
    Ok(())
}

/// Writes that down.
pub(crate) fn wound_up(tx: &mut Tx<'_>, act: Act, id: SubscriptionId) -> Result<()> {
    if tx.certificate(id)?.is_none() {
        return Ok(());
    }
    tx.unschedule(jobs::CERTIFICATE, id.0)?;
    for mut order in tx.certificate_orders(id)? {
        if is_alive(&order, act.now) {
            let before = order.progress;
            order.progress = OrderProgress::Revoked;
            tx.save_certificate_order(&order)?;
            decided(tx, act, &order, before)?;
        }
    }
    Ok(())
}
