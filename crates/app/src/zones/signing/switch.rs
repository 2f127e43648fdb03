//! The switch of a zone, for whoever holds it: on, off, another key, and word of a zone above that the
//! platform does not reach.

use model::error::Noun;
use model::event::EventKind;
use model::name::DomainName;
use model::privilege::{DomainPrivilege, ServicePrivilege};
use model::subscription::SubscriptionId;
use model::zone::ZoneId;
use model::zone::signing::Algorithm;
use model::{Error, Result};
use store::Tx;
use store::zones::StoredZone;

use super::above::{Above, above};
use super::{answering, change};
use crate::domains::held::entrusted;
use crate::news::{self, Act};
use crate::realm::{Context, Realm};
use crate::zones::hosted;

/// Which zone is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The one that answers for a name.
    Name(DomainName),
    /// One under a subscription.
    Hosted(SubscriptionId, ZoneId),
}

/// Signs a zone from now on. What is signed already stays so.
///
/// # Errors
/// When the caller does not hold the zone, or it is signed otherwise.
pub async fn enable(cx: &Context, which: Which, algorithm: Algorithm) -> Result<()> {
    let realm = cx.realm.clone();
    change(cx, which, move |tx, act, zone| on(tx, &realm, act, zone, algorithm)).await
}

/// Signs a zone no more, once nobody counts on its signatures.
///
/// # Errors
/// When the caller does not hold the zone, or it is not signed.
pub async fn disable(cx: &Context, which: Which) -> Result<()> {
    change(cx, which, change::switch_off).await
}

/// Changes a zone to another key, beside the one that it has until nobody counts on that.
///
/// # Errors
/// When the caller does not hold the zone, it is not signed, or a change is under way.
pub async fn roll(cx: &Context, which: Which) -> Result<()> {
    let realm = cx.realm.clone();
    change(cx, which, move |tx, act, zone| change::roll(tx, &realm, act, zone)).await
}

/// The zone above has the DS records that [`super::read()`] shows, and no others: its holder saw to it.
///
/// # Errors
/// When the caller does not hold the zone, it is not signed, or nothing is awaited of anybody but the
/// registry.
pub async fn confirm(cx: &Context, which: Which) -> Result<()> {
    let realm = cx.realm.clone();
    change(cx, which, move |tx, act, zone| confirmed(tx, &realm, act, zone)).await
}

pub(super) fn on(
    tx: &mut Tx<'_>,
    realm: &Realm,
    act: Act,
    zone: StoredZone,
    algorithm: Algorithm,
) -> Result<()> {
    let unsigned = change::longest_kept(tx, &zone)?;
    change::switch_on(tx, realm, act, zone, Some(algorithm), unsigned)
}

pub(super) fn confirmed(tx: &mut Tx<'_>, realm: &Realm, act: Act, zone: StoredZone) -> Result<()> {
    let mut signing = change::signed(tx, &zone)?;
    let is_elsewhere = matches!(above(tx, realm, &zone)?, Above::Elsewhere);
    if !is_elsewhere || !signing.confirmed(act.now) {
        return Err(Error::NothingPending(Noun::Zone));
    }
    tx.save_signing(zone.id, &signing)?;
    change::schedule(tx, act, &zone, &signing)?;
    news::tell(tx, act, EventKind::ZoneSigningSet, &zone.name, "the zone above was told")
}

async fn change<F>(cx: &Context, which: Which, work: F) -> Result<()>
where
    F: Fn(&mut Tx<'_>, Act, StoredZone) -> Result<()> + Send + Sync + 'static,
{
    let inner = cx.clone();
    let act = Act { account: cx.account(), member: cx.caller.member, now: cx.now() };
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            let zone = located(tx, &inner, &which, true)?;
            work(tx, act, zone)
        })
        .await
        .inspect(|()| cx.realm.wake.notify_one())
}

/// The zone that is meant, for a caller that may look at it, or change it.
pub(super) fn located(
    tx: &mut Tx<'_>,
    cx: &Context,
    which: &Which,
    changes: bool,
) -> Result<StoredZone> {
    match which {
        Which::Name(name) => {
            let privilege = if changes { DomainPrivilege::Dnssec } else { DomainPrivilege::Basic };
            entrusted(tx, cx, name, &[privilege])?;
            let zone = answering(tx, name.as_str())?;
            zone.filter(|zone| zone.account == cx.account()).ok_or(Error::NotFound(Noun::Zone))
        }
        Which::Hosted(subscription, zone) => {
            let privilege = if changes { ServicePrivilege::Dns } else { ServicePrivilege::Basic };
            hosted::held_zone(tx, cx, *subscription, *zone, privilege)
        }
    }
}
