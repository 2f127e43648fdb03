//! Makes a zone under a subscription.

use model::Result;
use model::account::AccountId;
use model::error::{Error, Field, Noun, Reason};
use model::event::EventKind;
use model::privilege::ServicePrivilege;
use model::subscription::SubscriptionId;
use model::zone::{self, Apex, ZoneId};
use store::Tx;

use super::{MOST_ZONES, entrusted};
use crate::news::{self, Act};
use crate::realm::Context;
use crate::zones::first_serial;

/// Makes an empty zone.
///
/// # Errors
/// When the subscription cannot hold zones, `name` is none, or there is a zone of it.
pub async fn create(cx: &Context, subscription: SubscriptionId, name: &str) -> Result<ZoneId> {
    let apex = zone::apex(name)?;
    if cx.realm.rulebook.get(apex.as_str()).is_some() {
        return Err(Error::invalid(Field::Domain, Reason::NotAName));
    }
    let inner = cx.clone();
    let act = Act { account: cx.account(), member: cx.caller.member, now: cx.now() };
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            entrusted(tx, &inner, subscription, ServicePrivilege::Dns)?;
            tx.lock_zone_name(apex.root())?;
            free(tx, act.account, &apex)?;
            if tx.count_hosted_zones(act.account)? >= MOST_ZONES.into() {
                return Err(Error::invalid(Field::Domain, Reason::MoreThan(MOST_ZONES)));
            }
            let (name, serial) = (apex.as_str(), first_serial(act.now));
            let zone = tx.add_hosted_zone(act.account, subscription, name, serial, act.now)?;
            let detail = format!("under subscription {}", subscription.0);
            news::tell(tx, act, EventKind::ZoneHosted, name, &detail)?;
            Ok(zone.id)
        })
        .await
}

/// Refuses where somebody else has a zone of this name, or of one that it lies below: servers answer
/// from the nearest zone, so this one would take names out of theirs.
fn free(tx: &mut Tx<'_>, account: AccountId, apex: &Apex) -> Result<()> {
    let zones = tx.zones_named(&apex.lineage())?;
    if zones.iter().any(|zone| zone.account != account) {
        return Err(Error::Taken(Noun::Zone));
    }
    if zones.iter().any(|zone| zone.subscription.is_some() && zone.name == apex.as_str()) {
        return Err(Error::Exists(Noun::Zone));
    }
    Ok(())
}
