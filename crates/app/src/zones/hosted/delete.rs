//! Removes a zone under a subscription, and all of them when the subscription ends.

use model::error::{Error, Noun, Result};
use model::event::EventKind;
use model::privilege::ServicePrivilege;
use model::subscription::SubscriptionId;
use model::zone::ZoneId;
use store::Tx;
use store::zones::StoredZone;

use super::{MOST_ZONES, held_zone};
use crate::news::{self, Act};
use crate::realm::Context;
use crate::zones::signing;

/// Removes a zone and everything in it; gives its name.
///
/// # Errors
/// When the subscription cannot hold zones, or has no such zone.
pub async fn delete(cx: &Context, subscription: SubscriptionId, zone: ZoneId) -> Result<String> {
    let inner = cx.clone();
    let act = Act { account: cx.account(), member: cx.caller.member, now: cx.now() };
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            let zone = held_zone(tx, &inner, subscription, zone, ServicePrivilege::Dns)?;
            if zone.subscription.is_none() {
                // The zone of a name goes with the name.
                return Err(Error::NotFound(Noun::Zone));
            }
            remove(tx, act, &zone)?;
            Ok(zone.name)
        })
        .await
}

/// Removes every zone of a subscription that ends, whatever state it is in.
///
/// # Errors
/// When the database fails.
pub fn drop_all(tx: &mut Tx<'_>, act: Act, subscription: SubscriptionId) -> Result<()> {
    let zones = tx.zones_under(subscription, MOST_ZONES.into())?;
    zones.iter().try_for_each(|zone| remove(tx, act, zone))
}

fn remove(tx: &mut Tx<'_>, act: Act, zone: &StoredZone) -> Result<()> {
    signing::before_removal(tx, act, zone)?;
    tx.delete_zone(zone, act.now)?;
    news::tell(tx, act, EventKind::ZoneRemoved, &zone.name, "")
}
