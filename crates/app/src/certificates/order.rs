//! What the authority is asked. It knows each order by our reference, so that nothing is issued twice.

use std::sync::Arc;

use model::certificate::{OrderId, OrderProgress, Validation};
use model::error::{Error, Result, Supplier};
use model::event::EventKind;
use model::subscription::SubscriptionId;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::certificates::StoredOrder;
use store::operations::Operation;

use super::report::{restate, write_report};
use super::{products, subject};
use crate::news::{Act, tell};
use crate::operations;
use crate::ports::authority::{NewOrder, OrderReport};
use crate::realm::Realm;

/// Why an order is called off that another one took the place of.
const REPLACED: &str = "asked for anew";

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
