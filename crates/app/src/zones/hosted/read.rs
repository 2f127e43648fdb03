//! Zones under subscriptions, listed and read.

use model::error::{Error, Noun, Result};
use model::privilege::{Privilege, ServicePrivilege};
use model::subscription::SubscriptionId;
use model::zone::{Record, RecordId, ZoneId, row_numbers};
use store::zones::StoredZone;

use super::{MOST_ZONES, entrusted, held_zone, is_under};
use crate::realm::Context;

/// A zone and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The zone.
    pub zone: StoredZone,
    /// Its records, oldest first.
    pub records: Vec<(RecordId, Record)>,
}

impl Details {
    /// The row number of each record; see [`row_numbers`].
    #[must_use]
    pub fn row_numbers(&self) -> Vec<u32> {
        let records: Vec<Record> = self.records.iter().map(|(_, record)| record.clone()).collect();
        row_numbers(&records, &self.zone.name)
    }
}

/// A start of authority with the serial that its zone has now.
fn with_serial(content: &str, serial: u32) -> String {
    let mut words: Vec<String> = content.split_whitespace().map(str::to_owned).collect();
    if let Some(place) = words.get_mut(2) {
        *place = serial.to_string();
    }
    words.join(" ")
}

/// All zones that the caller hosts, oldest first; of the subscriptions it may see, for a contact.
///
/// # Errors
/// When the database fails.
pub async fn list(cx: &Context) -> Result<Vec<StoredZone>> {
    let account = cx.account();
    let zones = cx.realm.store.read(move |tx| tx.hosted_zones(account, MOST_ZONES.into())).await?;
    let is_seen = |zone: &StoredZone| {
        let service = |subscription| Privilege::Service(subscription, ServicePrivilege::Basic);
        zone.subscription.is_some_and(|subscription| cx.holds(service(subscription)))
    };
    Ok(zones.into_iter().filter(is_seen).collect())
}

/// The zones of one subscription, oldest first.
///
/// # Errors
/// When the subscription cannot hold zones.
pub async fn list_of(cx: &Context, subscription: SubscriptionId) -> Result<Vec<StoredZone>> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            entrusted(tx, &inner, subscription, ServicePrivilege::Basic)?;
            tx.zones_under(subscription, MOST_ZONES.into())
        })
        .await
}

/// The zone of a subscription that was bought for a name: the one that is hosted under it, else the one
/// of the name.
///
/// # Errors
/// When the subscription cannot hold zones, or has none.
pub async fn of_subscription(cx: &Context, subscription: SubscriptionId) -> Result<StoredZone> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let held = entrusted(tx, &inner, subscription, ServicePrivilege::Basic)?;
            let hosted = tx.zones_under(subscription, 1)?.into_iter().next();
            let zone = match hosted {
                Some(zone) => Some(zone),
                None => tx.zone(&held.domain)?.filter(|zone| is_under(zone, &held)),
            };
            zone.ok_or(Error::NotFound(Noun::Zone))
        })
        .await
}

/// One zone of a subscription.
///
/// # Errors
/// When the subscription cannot hold zones, or has no such zone.
pub async fn details(cx: &Context, subscription: SubscriptionId, zone: ZoneId) -> Result<Details> {
    let inner = cx.clone();
    cx.realm
        .store
        .read(move |tx| {
            let zone = held_zone(tx, &inner, subscription, zone, ServicePrivilege::Basic)?;
            let mut records = tx.records(zone.id)?;
            for (_, record) in records.iter_mut().filter(|(_, record)| record.kind == "SOA") {
                record.content = with_serial(&record.content, zone.serial);
            }
            Ok(Details { records, zone })
        })
        .await
}
