//! Zones of the names that a search found.

use std::collections::HashMap;

use model::Result;
use model::domain::Domain;
use model::error::{Error, Field, Reason};
use model::forwarding::{MailRule, WebRule};
use model::zone::{Record, RecordId, ZoneId};
use store::Tx;
use store::domain_search::FoundName;

use crate::realm::Context;

/// Records that the zones of one list may have together.
const MOST_SHOWN: usize = 20_000;

/// Addresses of a name that lead elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forwarding {
    /// Mail, by address.
    pub mail: Vec<MailRule>,
    /// The name itself and its `www`.
    pub web: Option<WebRule>,
}

/// The records of a zone, oldest first.
pub type Records = Vec<(RecordId, Record)>;

/// The zones of names that a search found for the caller, in their order; none of a name that is on
/// its way.
///
/// # Errors
/// When they are too long for one list together.
pub async fn shown_of(cx: &Context, found: &[FoundName]) -> Result<Vec<Records>> {
    let domains = held(found);
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
                    zone.and_then(|zone| of_zone.remove(zone)).unwrap_or_default()
                }
                None => Vec::new(),
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
            for (zone, forward) in tx.web_forwards_in(&ids)? {
                if forward.name.is_empty() {
                    of_zone.entry(zone).or_default().web = Some(forward.rule);
                }
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
