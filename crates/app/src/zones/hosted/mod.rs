//! Zones under subscriptions: made and removed by whoever holds the subscription, wherever the name is
//! registered. Nobody makes a zone of a name, or below a name, of which somebody else has one.
//!
//! A new zone shows no records. Its start of authority and its name servers go without saying, until
//! it names servers of its own.

/// Making a zone.
mod create;
/// Removing a zone.
mod delete;
/// Reading zones.
mod read;
/// Changing records.
pub mod records;

use model::account::AccountId;
use model::error::{Noun, Prohibition};
use model::privilege::{Privilege, ServicePrivilege};
use model::product::ProductKind;
use model::subscription::{Subscription, SubscriptionId};
use model::zone::ZoneId;
use model::{Error, Result};
use store::Tx;
pub use store::zones::StoredZone;

pub(crate) use create::host;
pub use create::{Beginning, create};
pub use delete::{delete, drop_all};
pub use read::{Details, details, list, list_of, of_subscription};

use crate::realm::Context;

/// Zones an account may host.
pub const MOST_ZONES: u16 = 5_000;

/// Refuses where zones may not be held: the subscription must be the account's, run, and be one to
/// name servers.
///
/// # Errors
/// [`Error::NotFound`] for a stranger's subscription as for an unknown one.
pub fn may_hold_zones(
    tx: &mut Tx<'_>,
    account: AccountId,
    subscription: SubscriptionId,
) -> Result<Subscription> {
    let found = tx.subscription(subscription)?.map(|stored| stored.subscription);
    let held = found.filter(|subscription| subscription.account == account);
    let subscription = held.ok_or(Error::NotFound(Noun::Subscription))?;
    if subscription.kind != ProductKind::Dns {
        return Err(Error::Prohibited(Prohibition::NotOffered));
    }
    subscription.running()?;
    Ok(subscription)
}

/// Refuses a caller that may not, and where zones may not be held.
fn entrusted(
    tx: &mut Tx<'_>,
    cx: &Context,
    subscription: SubscriptionId,
    privilege: ServicePrivilege,
) -> Result<Subscription> {
    let held = may_hold_zones(tx, cx.account(), subscription)?;
    cx.needs(Privilege::Service(subscription, privilege))?;
    Ok(held)
}

/// Whether a zone is looked after under a subscription: one that is hosted under it, or the one of the
/// name that the subscription is for.
fn is_under(zone: &StoredZone, subscription: &Subscription) -> bool {
    let of_name = zone.subscription.is_none()
        && !subscription.domain.is_empty()
        && zone.name == subscription.domain;
    zone.account == subscription.account && (zone.subscription == Some(subscription.id) || of_name)
}

/// The zone of a subscription of the caller's, for a caller that may.
pub(super) fn held_zone(
    tx: &mut Tx<'_>,
    cx: &Context,
    subscription: SubscriptionId,
    id: ZoneId,
    privilege: ServicePrivilege,
) -> Result<StoredZone> {
    let subscription = entrusted(tx, cx, subscription, privilege)?;
    tx.zone_by_id(id)?
        .filter(|zone| is_under(zone, &subscription))
        .ok_or(Error::NotFound(Noun::Zone))
}
