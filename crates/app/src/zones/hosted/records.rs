//! Records of zones under subscriptions.

use model::Result;
use model::event::EventKind;
use model::privilege::ServicePrivilege;
use model::subscription::SubscriptionId;
use model::zone::{Record, RecordId, ZoneId};
use store::Tx;

use super::held_zone;
use crate::news::Act;
use crate::realm::Context;
use crate::zones::edit::{self, Before};
use crate::zones::{OwnedDraft, RecordPatch};

/// Adds one record, behind all others; gives it as it was stored.
///
/// # Errors
/// When the subscription cannot hold zones, has no such zone, or the record does not fit.
pub async fn add(
    cx: &Context,
    subscription: SubscriptionId,
    zone: ZoneId,
    draft: OwnedDraft,
) -> Result<(RecordId, Record)> {
    edit_zone(cx, subscription, zone, move |tx, before| edit::add(tx, before, &draft)).await
}

/// Changes one record, which keeps its id and its place; what the patch leaves out stays. Gives it as
/// it was stored.
///
/// # Errors
/// As [`add`], and when the zone has no such record.
pub async fn change(
    cx: &Context,
    subscription: SubscriptionId,
    zone: ZoneId,
    id: RecordId,
    patch: RecordPatch,
) -> Result<Record> {
    edit_zone(cx, subscription, zone, move |tx, before| edit::patch(tx, before, id, &patch)).await
}

/// Removes one record.
///
/// # Errors
/// When the subscription cannot hold zones or has no such zone, or the zone no such record.
pub async fn delete(
    cx: &Context,
    subscription: SubscriptionId,
    zone: ZoneId,
    id: RecordId,
) -> Result<()> {
    edit_zone(cx, subscription, zone, move |tx, before| edit::delete(tx, before, id)).await
}

async fn edit_zone<T, F>(
    cx: &Context,
    subscription: SubscriptionId,
    zone: ZoneId,
    work: F,
) -> Result<T>
where
    T: Send + 'static,
    F: Fn(&mut Tx<'_>, &Before) -> Result<(T, String)> + Send + Sync + 'static,
{
    let inner = cx.clone();
    let act = Act { account: cx.account(), member: cx.caller.member, now: cx.now() };
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            let zone = held_zone(tx, &inner, subscription, zone, ServicePrivilege::Dns)?;
            let before = Before::read(tx, &zone)?;
            let (answer, detail) = work(tx, &before)?;
            edit::changed(tx, act, zone, EventKind::ZoneChanged, &detail)?;
            Ok(answer)
        })
        .await
}
