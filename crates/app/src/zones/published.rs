//! Zones as they are served: what was committed, and what goes without saying.

use std::collections::{BTreeMap, HashMap};

use model::zone::publication::{self, Kept, Platform};
use model::zone::{MOST_RECORDS, Record, ZoneId};
use model::{Error, Result};
use store::Tx;
use store::zones::StoredZone;

use super::signing::{SigningKeys, signings_of};
use crate::realm::Realm;

/// A zone as the world sees it.
#[derive(Debug, Clone)]
pub struct Published {
    /// Its apex as A-labels.
    pub apex: String,
    /// Its serial.
    pub serial: u32,
    /// Its records, the start of authority first; all of types that exist outside.
    pub records: Vec<Record>,
    /// What it is signed with; none for one that is not.
    pub keys: Option<SigningKeys>,
}

/// A zone as it was committed last, for whoever serves it. The hosted zone stands in front of the one of
/// the name. A zone that names no servers of its own is served by the platform's.
///
/// # Errors
/// When the database fails.
pub async fn published(realm: &Realm, name: &str) -> Result<Option<Published>> {
    Ok(all_published(realm, vec![name.to_owned()]).await?.pop())
}

/// The zones with these apexes as they were committed last; one that does not exist is left out.
///
/// # Errors
/// When the database fails.
pub async fn all_published(realm: &Realm, names: Vec<String>) -> Result<Vec<Published>> {
    let keys = realm.keys.clone();
    let read = move |tx: &mut Tx<'_>| {
        let kept = kept(tx, &names)?;
        let zones: Vec<ZoneId> = kept.iter().map(|(zone, _)| *zone).collect();
        Ok((kept, signings_of(tx, &keys, &zones)?))
    };
    let (kept, mut keys) = realm.store.read(read).await?;
    let platform = platform(realm);
    let published = |(zone, kept): (ZoneId, Kept)| Published {
        apex: kept.apex.clone(),
        serial: kept.serial,
        records: publication::published(kept, &platform),
        keys: keys.remove(&zone),
    };
    Ok(kept.into_iter().map(published).collect())
}

/// What is the same for all zones of a realm.
pub(super) fn platform(realm: &Realm) -> Platform<'_> {
    let (settings, forwarding) = (&realm.settings, realm.settings.forwarding.as_ref());
    Platform {
        nameservers: &settings.nameservers,
        hostmaster: settings.hostmaster.as_ref(),
        web: forwarding.map_or(&[], |service| &service.addresses),
        mail: forwarding.and_then(|service| service.mail_host.as_ref()),
    }
}

/// What is kept of zones, in a few looks for all of them.
pub(super) fn kept(tx: &mut Tx<'_>, names: &[String]) -> Result<Vec<(ZoneId, Kept)>> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut zones: BTreeMap<String, StoredZone> = BTreeMap::new();
    for zone in tx.zones_named(&names)? {
        if zone.subscription.is_some() || !zones.contains_key(&zone.name) {
            zones.insert(zone.name.clone(), zone);
        }
    }
    let ids: Vec<ZoneId> = zones.values().map(|zone| zone.id).collect();
    let limit = i64::try_from(ids.len() * MOST_RECORDS).map_err(Error::internal)?;
    let mut of_zone: HashMap<ZoneId, Kept> = HashMap::with_capacity(ids.len());
    for (zone, _, record) in tx.records_in(&ids, limit)? {
        of_zone.entry(zone).or_default().records.push(record);
    }
    for (zone, forward) in tx.web_forwards_in(&ids)? {
        of_zone.entry(zone).or_default().web.push(forward);
    }
    for (zone, rule) in tx.mail_rules_in(&ids)? {
        of_zone.entry(zone).or_default().mail.push(rule);
    }
    for (zone, alias) in tx.aliases_in(&ids)? {
        of_zone.entry(zone).or_default().aliases.push(alias);
    }
    let whole = |zone: StoredZone| {
        let kept = of_zone.remove(&zone.id).unwrap_or_default();
        (zone.id, Kept { apex: zone.name, serial: zone.serial, ..kept })
    };
    Ok(zones.into_values().map(whole).collect())
}
