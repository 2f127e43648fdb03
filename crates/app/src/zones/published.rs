//! Zones as they are served: what was committed, and what goes without saying.

use model::Result;
use model::forwarding::{MailRule, WebForward, WebRule};
use model::name::HostName;
use model::zone::{DEFAULT_TTL, Record, ZoneId};
use store::Tx;

use crate::realm::Realm;

/// Addresses of a zone that lead elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forwarding {
    /// Mail, by address.
    pub mail: Vec<MailRule>,
    /// The apex and its `www`.
    pub web: Option<WebRule>,
    /// Names below the apex.
    pub web_below: Vec<WebForward>,
}

/// A zone as it was committed last: its serial and its records, for whoever serves it. The hosted
/// zone stands in front of the one of the name. A zone that names no servers of its own is served
/// by the platform's.
///
/// # Errors
/// When the database fails.
pub async fn published(realm: &Realm, name: &str) -> Result<Option<(u32, Vec<Record>)>> {
    let asked = name.to_owned();
    let found = realm
        .store
        .read(move |tx| {
            let hosted = tx.hosted_zone(&asked)?;
            let Some(zone) = hosted.map_or_else(|| tx.zone(&asked), |zone| Ok(Some(zone)))? else {
                return Ok(None);
            };
            let records: Vec<Record> =
                tx.records(zone.id)?.into_iter().map(|(_, record)| record).collect();
            Ok(Some((zone.serial, records)))
        })
        .await?;
    let Some((serial, mut records)) = found else { return Ok(None) };
    let without_saying = implied(realm, name, records.iter());
    records.splice(0..0, without_saying);
    Ok(Some((serial, records)))
}

/// What goes without saying in a zone: the platform's servers, where it names none of its own.
fn implied<'a>(
    realm: &Realm,
    apex: &str,
    mut records: impl Iterator<Item = &'a Record>,
) -> Vec<Record> {
    if records.any(|record| record.kind == "NS" && record.name == apex) {
        return Vec::new();
    }
    let server = |host: &HostName| Record {
        name: apex.to_owned(),
        kind: "NS".to_owned(),
        ttl: DEFAULT_TTL,
        priority: 0,
        content: host.to_string(),
    };
    realm.settings.nameservers.iter().map(server).collect()
}

/// What of a name leads elsewhere, for whoever takes its mail and answers its web address. What was said
/// of the hosted zone counts before what was said of the one of the name.
///
/// # Errors
/// When the database fails.
pub async fn forwarding(realm: &Realm, name: &str) -> Result<Option<Forwarding>> {
    let name = name.to_owned();
    realm
        .store
        .read(move |tx| {
            let zones = [tx.hosted_zone(&name)?, tx.zone(&name)?];
            let mut leads = None;
            for zone in zones.into_iter().flatten() {
                let found = leads_of(tx, zone.id)?;
                if found != Forwarding::default() {
                    return Ok(Some(found));
                }
                leads = Some(found);
            }
            Ok(leads)
        })
        .await
}

fn leads_of(tx: &mut Tx<'_>, zone: ZoneId) -> Result<Forwarding> {
    let forwards = tx.web_forwards(zone)?.into_iter().map(|(_, forward)| forward);
    let (own, web_below): (Vec<_>, Vec<_>) = forwards.partition(|forward| forward.name.is_empty());
    let web = own.into_iter().next().map(|forward| forward.rule);
    Ok(Forwarding { mail: tx.mail_rules(zone)?, web, web_below })
}
