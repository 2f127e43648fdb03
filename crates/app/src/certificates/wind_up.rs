//! The end of a certificate's subscription: nothing of it is left open or good at the authority.

use model::certificate::OrderProgress;
use model::error::Result;
use model::subscription::SubscriptionId;
use model::time::Timestamp;
use store::Tx;
use store::certificates::StoredOrder;

use super::order::call_off;
use super::report::decided;
use crate::jobs;
use crate::news::Act;
use crate::realm::Realm;

/// What the authority is told where nobody gave a reason.
const ENDED: &str = "its time is over";

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
