//! Where a host leads: by the zone that encloses it most closely, as it is served.

use std::iter::successors;

use model::forwarding::{WebKind, WebRule};
use model::{Result, leading};
use store::Tx;
use store::zones::StoredZone;

use crate::realm::Realm;

/// A host has this many labels at most; those that have more lead nowhere.
const MOST_LABELS: usize = 32;
/// The longest host (RFC 1035 §2.3.4).
const LONGEST_HOST: usize = 253;

/// Where a host leads, if it leads elsewhere. `host` is a name in lower case, without a port and without
/// the dot at its end.
///
/// The zone that encloses it most closely decides; a hosted one stands in front of the one of the name, as
/// it does for the world. What is said of the zone itself goes for its `www` too where nothing else is said
/// of that, and a name that begins with `*` stands for those that do not exist (RFC 4592).
///
/// # Errors
/// When the database fails.
pub async fn leads(realm: &Realm, host: &str) -> Result<Option<Lead>> {
    if host.len() > LONGEST_HOST || !host.contains('.') {
        return Ok(None);
    }
    let host = host.to_owned();
    realm
        .store
        .read(move |tx| {
            let Some(zone) = enclosing(tx, &host)? else { return Ok(None) };
            if let Some(rule) = said_of(tx, &zone, &host)? {
                return Ok(Some(Lead { rule, named: true }));
            }
            if host.strip_prefix("www.") == Some(&zone.name)
                && !tx.has_records(zone.id, &host, false)?
                && let Some(rule) = tx.web_forward_at(zone.id, "")?
            {
                return Ok(Some(Lead { rule, named: true }));
            }
            let rule = wildcard(tx, &zone, &host)?;
            Ok(rule.map(|rule| Lead { rule, named: false }))
        })
        .await
}

/// Where somebody is sent who asked a host for a path with its query.
///
/// # Errors
/// When the database fails.
pub async fn sent_on(realm: &Realm, host: &str, asked: &str) -> Result<Option<Way>> {
    let Some(Lead { rule, .. }) = leads(realm, host).await? else { return Ok(None) };
    let location = rule.location(asked);
    let back = leading::leads_back(&location, host);
    Ok(Some(Way { location, kind: rule.kind, back }))
}

/// Where a host leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Where to, and how.
    pub rule: WebRule,
    /// Whether it was said of this very host, and not of all that do not exist.
    pub named: bool,
}

/// Where somebody is sent, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// A web address in ASCII.
    pub location: String,
    /// How.
    pub kind: WebKind,
    /// Whether it leads back to where it begins.
    pub back: bool,
}

/// The zone that encloses a host most closely, as it is served.
fn enclosing(tx: &mut Tx<'_>, host: &str) -> Result<Option<StoredZone>> {
    let names: Vec<&str> = lineage(host).take(MOST_LABELS + 1).collect();
    if names.len() > MOST_LABELS {
        return Ok(None);
    }
    let rank = |zone: &StoredZone| (zone.name.len(), zone.subscription.is_some());
    Ok(tx.zones_named(&names)?.into_iter().max_by_key(rank))
}

/// A name and those that it lies below, but for the last one.
fn lineage(name: &str) -> impl Iterator<Item = &str> {
    successors(Some(name), |name| name.split_once('.').map(|(_, above)| above))
        .filter(|name| name.contains('.'))
}

/// Where exactly this name leads.
fn said_of(tx: &mut Tx<'_>, zone: &StoredZone, name: &str) -> Result<Option<WebRule>> {
    let Some(label) = in_front(name, &zone.name) else { return Ok(None) };
    if let Some(rule) = tx.web_forward_at(zone.id, label)? {
        return Ok(Some(rule));
    }
    let record = tx.web_record_at(zone.id, name)?;
    Ok(record.map(|(kind, to)| {
        let kind = if kind == "FRAME" { WebKind::Frame } else { WebKind::Temporary };
        WebRule { to, kind }
    }))
}

/// Where a name leads that does not exist, by the wildcard below what exists of it.
fn wildcard(tx: &mut Tx<'_>, zone: &StoredZone, host: &str) -> Result<Option<WebRule>> {
    if host == zone.name {
        return Ok(None);
    }
    let steps = lineage(host).zip(lineage(host).skip(1));
    for (name, above) in steps.take_while(|(name, _)| name.len() > zone.name.len()) {
        if let Some(rule) = said_of(tx, zone, &format!("*.{above}"))? {
            return Ok((!exists(tx, zone, name)?).then_some(rule));
        }
    }
    Ok(None)
}

/// Whether a zone has something at a name, or below it.
fn exists(tx: &mut Tx<'_>, zone: &StoredZone, name: &str) -> Result<bool> {
    if tx.has_records(zone.id, name, true)? {
        return Ok(true);
    }
    let label = in_front(name, &zone.name).unwrap_or_default();
    let forwards = tx.web_forwards(zone.id)?;
    Ok(forwards.iter().any(|(_, forward)| {
        let above = forward.name.strip_suffix(label);
        above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
    }))
}

/// What stands in front of a zone's own name; empty for the zone itself.
fn in_front<'a>(name: &'a str, apex: &str) -> Option<&'a str> {
    let rest = name.strip_suffix(apex)?;
    if rest.is_empty() { Some("") } else { rest.strip_suffix('.') }
}
