//! Callers without a key who were told to wait, and ask again: they mean the order that they made, not
//! another one like it.

use model::Result;
use model::operation::{OperationId, OperationState};
use model::subscription::SubscriptionId;
use model::time::Seconds;
use store::Tx;
use store::operations::Operation;

use crate::operations::Command;
use crate::realm::Context;

/// Orders of an account that are alike and waited for at the same time, as far as they are told apart.
const ALIKE: u8 = 8;
/// How long after its order a caller is taken to ask for the same.
const WITHIN: Seconds = Seconds(3600);

/// The keys that orders which look like this are found by while somebody waits for them.
fn keys(fingerprint: &str) -> Vec<String> {
    (1..=ALIKE).map(|place| format!("waits-{place}-{fingerprint}")).collect()
}

/// The order that a caller without a key was told to wait for. One that came to nothing meanwhile may
/// be made anew.
pub(super) fn waited_for(
    tx: &mut Tx<'_>,
    cx: &Context,
    fingerprint: &str,
) -> Result<Option<Operation>> {
    if cx.client_key.is_some() {
        return Ok(None);
    }
    let keys = keys(fingerprint);
    while let Some(before) = tx.operation_by_keys(cx.account(), &keys)? {
        let meant = before.begun + WITHIN >= cx.now() && is_wanted(tx, &before)?;
        if meant && !before.state.is_over() {
            return Ok(Some(before));
        }
        // What came of it is told now, or was seen elsewhere.
        tx.drop_operation_key(before.id)?;
        if meant && before.state == OperationState::Done {
            return Ok(Some(before));
        }
    }
    Ok(None)
}

/// Whether nobody gave up meanwhile what was ordered.
fn is_wanted(tx: &mut Tx<'_>, operation: &Operation) -> Result<bool> {
    let Command::Subscription(ordered) = Command::of(operation)? else { return Ok(false) };
    let stored = tx.subscription(SubscriptionId(ordered.subscription))?;
    Ok(stored.is_some_and(|stored| {
        let subscription = stored.subscription;
        subscription.cancellation.is_none() && subscription.ended.is_none()
    }))
}

/// Has an order found by whoever makes it again: its caller was told to wait.
pub(super) async fn remember(cx: &Context, id: OperationId, fingerprint: &str) -> Result<()> {
    let (account, keys) = (cx.account(), keys(fingerprint));
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            for key in &keys {
                match tx.operation_by_key(account, key)? {
                    Some(other) if other.id != id => {}
                    Some(_) => return Ok(()),
                    None => return tx.set_operation_key(id, key),
                }
            }
            Ok(())
        })
        .await
}

/// What came of an order was told.
pub(super) async fn forget(cx: &Context, id: OperationId) -> Result<()> {
    cx.realm.store.write(move |tx| tx.drop_operation_key(id)).await
}
