//! Looks whether control over the names of a certificate was shown: because somebody asks, because
//! somebody opened a link, or because it was time to.

use std::sync::Arc;

use model::certificate::{CertificateState, OrderProgress, next_look};
use model::error::{Error, Noun, Result};
use model::subscription::{SubscriptionId, SubscriptionState};
use store::certificates::StoredOrder;

use super::order::{call_off, reference};
use super::report::{decided, write_report};
use super::validation::waiting;
use crate::jobs;
use crate::news::Act;
use crate::operations;
use crate::realm::{Context, Realm};

/// Why an order is called off for which nobody showed control.
const NOT_SHOWN: &str = "nobody showed control in time";

/// Has the authority look now, and says where the certificate stands then.
///
/// # Errors
/// When it does not wait for control to be shown, or the authority is away.
pub async fn revalidate(cx: &Context, id: SubscriptionId) -> Result<CertificateState> {
    let order = waiting(cx, id).await?;
    let realm = Arc::clone(&cx.realm);
    operations::within_patience(&cx.realm, async move { validate(&realm, &order).await }).await?;
    super::state(cx, id).await
}

/// Has the authority look at an order of which it has news, by its own number: a link was opened that
/// it had mailed.
///
/// # Errors
/// When there is no such order, or the authority is away.
pub async fn heard(realm: &Arc<Realm>, number: &str) -> Result<()> {
    let number = number.to_owned();
    let found = realm.store.read(move |tx| tx.certificate_order_by_number(&number)).await?;
    let order = found.ok_or(Error::NotFound(Noun::Certificate))?;
    if order.progress != OrderProgress::Pending {
        return Ok(());
    }
    validate(realm, &order).await
}

async fn validate(realm: &Arc<Realm>, order: &StoredOrder) -> Result<()> {
    let report = realm.authority.validate(&reference(order.id)).await?;
    let (inner, id) = (Arc::clone(realm), order.id);
    realm
        .store
        .write(move |tx| write_report(tx, &inner, id, &report))
        .await
        .inspect(|()| realm.wake.notify_one())
}

/// Looks because it is time to. An order for which nobody showed control for too long is given up.
pub(crate) async fn look(realm: &Arc<Realm>, id: SubscriptionId) -> Result<()> {
    let found = realm
        .store
        .read(move |tx| {
            let order = tx.certificate_orders(id)?.into_iter().next();
            Ok(order.zip(tx.subscription(id)?))
        })
        .await?;
    let Some((order, paid)) = found else { return Ok(()) };
    if order.progress != OrderProgress::Pending {
        return Ok(());
    }
    let runs = paid.subscription.state == SubscriptionState::Active;
    match next_look(order.asked, realm.now()) {
        // Where nobody pays, nothing is issued; it may be paid for again.
        Some(_) if !runs => put_off(realm, &order).await,
        Some(_) => match validate(realm, &order).await {
            Ok(()) => Ok(()),
            Err(error @ Error::Internal(_)) => Err(error),
            Err(_) => put_off(realm, &order).await,
        },
        None => {
            // What is issued at this very moment is told of here.
            validate(realm, &order).await.ok();
            give_up(realm, &order).await
        }
    }
}

async fn put_off(realm: &Arc<Realm>, order: &StoredOrder) -> Result<()> {
    let (id, now) = (order.certificate.0, realm.now());
    let look = next_look(order.asked, now).unwrap_or(now);
    realm.store.write(move |tx| tx.schedule(jobs::CERTIFICATE, id, look, "")).await
}

async fn give_up(realm: &Arc<Realm>, order: &StoredOrder) -> Result<()> {
    let id = order.id;
    let waits = move |tx: &mut store::Tx<'_>| {
        let order = tx.certificate_order(id)?;
        Ok(order.filter(|order| order.progress == OrderProgress::Pending))
    };
    if realm.store.read(waits).await?.is_none() {
        return Ok(());
    }
    call_off(realm, order, NOT_SHOWN).await?;
    let (certificate, now) = (order.certificate, realm.now());
    realm
        .store
        .write(move |tx| {
            let Some(paid) = tx.subscription(certificate)? else { return Ok(()) };
            let account = paid.subscription.account;
            tx.lock_account(account)?;
            let Some(mut order) = waits(tx)? else { return Ok(()) };
            order.progress = OrderProgress::Failed;
            NOT_SHOWN.clone_into(&mut order.why);
            tx.save_certificate_order(&order)?;
            decided(tx, Act { account, member: None, now }, &order, OrderProgress::Pending)
        })
        .await
}
