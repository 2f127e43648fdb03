//! Zones of names as their holders look at them: their own records, and those that go without saying.

use std::collections::HashMap;

use model::Result;
use model::domain::Domain;
use model::error::{Error, Field, Reason};
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use model::zone::{Record, RecordId, ZoneId};
use store::Tx;
use store::domain_search::FoundName;

use super::published::{Forwarding, implied};
use crate::domains::held::entrusted;
use crate::realm::{Context, Realm};

/// Records that the zones of one list may have together.
const MOST_SHOWN: usize = 20_000;

/// The zone of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownZone {
    /// What goes without saying, where the zone is run here.
    pub implied: Vec<Record>,
    /// Its own records, oldest first.
    pub records: Vec<(RecordId, Record)>,
}

/// The zone of a name of the caller.
///
/// # Errors
/// When the caller does not hold the name.
pub async fn shown(cx: &Context, name: &DomainName) -> Result<ShownZone> {
    let (inner, name) = (cx.clone(), name.clone());
    cx.realm
        .store
        .read(move |tx| {
            let domain = entrusted(tx, &inner, &name, &[DomainPrivilege::Basic])?.domain;
            let records = match tx.zone(name.as_str())? {
                Some(zone) => tx.records(zone.id)?,
                None => Vec::new(),
            };
            Ok(with_implied(&inner.realm, &domain, records))
        })
        .await
}

/// The zones of names that a search found for the caller, in their order; none of a name that is on
/// its way.
///
/// # Errors
/// When they are too long for one list together.
pub async fn shown_of(cx: &Context, found: &[FoundName]) -> Result<Vec<ShownZone>> {
    let (inner, domains) = (cx.clone(), held(found));
    cx.realm
        .store
        .read(move |tx| {
            let zones = zones_of(tx, &domains)?;
            let ids: Vec<ZoneId> = zones.values().copied().collect();
            let limit = i64::try_from(MOST_SHOWN + 1).map_err(Error::internal)?;
            let records = tx.records_in(&ids, limit)?;
            if records.len() > MOST_SHOWN {
                return Err(Error::invalid(Field::Page, Reason::TooLarge));
            }
            let mut of_zone: HashMap<ZoneId, Vec<(RecordId, Record)>> = HashMap::new();
            for (zone, id, record) in records {
                of_zone.entry(zone).or_default().push((id, record));
            }
            let mut shown = |domain: &Option<Domain>| match domain {
                Some(domain) => {
                    let zone = zones.get(domain.name.as_str());
                    let records = zone.and_then(|zone| of_zone.remove(zone)).unwrap_or_default();
                    with_implied(&inner.realm, domain, records)
                }
                None => ShownZone::default(),
            };
            Ok(domains.iter().map(&mut shown).collect())
        })
        .await
}

/// What of the names that a search found for the caller leads elsewhere, in their order.
///
/// # Errors
/// When the database fails.
pub async fn forwarding_of(cx: &Context, found: &[FoundName]) -> Result<Vec<Forwarding>> {
    let domains = held(found);
    cx.realm
        .store
        .read(move |tx| {
            let zones = zones_of(tx, &domains)?;
            let ids: Vec<ZoneId> = zones.values().copied().collect();
            let mut of_zone: HashMap<ZoneId, Forwarding> = HashMap::new();
            for (zone, rule) in tx.mail_rules_in(&ids)? {
                of_zone.entry(zone).or_default().mail.push(rule);
            }
            for (zone, rule) in tx.web_rules_in(&ids)? {
                of_zone.entry(zone).or_default().web = Some(rule);
            }
            let mut leads = |domain: &Option<Domain>| {
                let zone = domain.as_ref().and_then(|domain| zones.get(domain.name.as_str()));
                zone.and_then(|zone| of_zone.remove(zone)).unwrap_or_default()
            };
            Ok(domains.iter().map(&mut leads).collect())
        })
        .await
}

/// The names that live, each at its place.
fn held(found: &[FoundName]) -> Vec<Option<Domain>> {
    let domain = |found: &FoundName| match found {
        FoundName::Held { stored, ended: None, .. } => Some(stored.domain.clone()),
        FoundName::Held { .. } | FoundName::Coming { .. } => None,
    };
    found.iter().map(domain).collect()
}

fn zones_of(tx: &mut Tx<'_>, domains: &[Option<Domain>]) -> Result<HashMap<String, ZoneId>> {
    let names: Vec<&str> = domains.iter().flatten().map(|domain| domain.name.as_str()).collect();
    if names.is_empty() {
        return Ok(HashMap::new());
    }
    let zones = tx.zones_named(&names)?.into_iter().filter(|zone| zone.subscription.is_none());
    Ok(zones.map(|zone| (zone.name, zone.id)).collect())
}

fn with_implied(realm: &Realm, domain: &Domain, records: Vec<(RecordId, Record)>) -> ShownZone {
    let implied = match domain.managed_dns {
        true => implied(realm, domain.name.as_str(), records.iter().map(|(_, record)| record)),
        false => Vec::new(),
    };
    ShownZone { implied, records }
}
