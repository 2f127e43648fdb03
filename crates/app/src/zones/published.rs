//! Zones as they are served: what was committed, and what goes without saying.

use model::Result;
use model::forwarding::{MailRule, WebRule};
use model::zone::{DEFAULT_TTL, Record};

use crate::realm::Realm;

/// Addresses of a zone that lead elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forwarding {
    /// Mail, by address.
    pub mail: Vec<MailRule>,
    /// The apex and its `www`.
    pub web: Option<WebRule>,
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
    let names_servers = |record: &Record| record.kind == "NS" && record.name == name;
    if !records.iter().any(names_servers) {
        let server = |host: &model::name::HostName| Record {
            name: name.to_owned(),
            kind: "NS".to_owned(),
            ttl: DEFAULT_TTL,
            priority: 0,
            content: host.to_string(),
        };
        records.splice(0..0, realm.settings.nameservers.iter().map(server));
    }
    Ok(Some((serial, records)))
}

/// What of a name leads elsewhere, for whoever takes its mail and answers its web address.
///
/// # Errors
/// When the database fails.
pub async fn forwarding(realm: &Realm, name: &str) -> Result<Option<Forwarding>> {
    let name = name.to_owned();
    realm
        .store
        .read(move |tx| {
            let Some(zone) = tx.zone(&name)? else { return Ok(None) };
            Ok(Some(Forwarding { mail: tx.mail_rules(zone.id)?, web: tx.web_rule(zone.id)? }))
        })
        .await
}
