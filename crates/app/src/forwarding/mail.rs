//! Whose mail goes elsewhere, page by page, for the tables of a mail server.

use std::collections::BTreeMap;

use model::Result;
use model::zone::ZoneId;
use store::Store;

/// Zones that a page holds at most.
const PAGE: i64 = 500;
/// What stands for every address that no other rule names.
const EVERYTHING: &str = "*";

/// Some domains whose mail goes elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailPage {
    /// The domains, in the order of their zones.
    pub domains: Vec<MailDomain>,
    /// Where the next page begins; none after the last one.
    pub next: Option<ZoneId>,
}

/// A domain whose mail goes elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailDomain {
    /// The domain as A-labels.
    pub domain: String,
    /// Its addresses, each with the addresses that its mail goes to. `@` and the domain alone stands for
    /// all that are not named.
    pub addresses: BTreeMap<String, Vec<String>>,
}

/// A page of domains whose mail goes elsewhere: those behind `after`, from the first one without it. Of two
/// zones of one name the one that is served counts.
///
/// # Errors
/// When the database fails.
pub async fn page(store: &Store, after: Option<ZoneId>) -> Result<MailPage> {
    let after = after.unwrap_or(ZoneId(0));
    let (zones, rules) = store
        .read(move |tx| {
            let zones = tx.zones_with_mail_rules(after, PAGE)?;
            let ids: Vec<ZoneId> =
                zones.iter().filter(|zone| zone.served).map(|zone| zone.id).collect();
            let rules = tx.mail_rules_in(&ids)?;
            Ok((zones, rules))
        })
        .await?;
    let last = zones.last().map(|zone| zone.id);
    let next = last.filter(|_| i64::try_from(zones.len()).is_ok_and(|found| found >= PAGE));
    let mut of_zone: BTreeMap<ZoneId, Vec<_>> = BTreeMap::new();
    for (zone, rule) in rules {
        of_zone.entry(zone).or_default().push(rule);
    }
    let domain = |zone: store::leads::MailZone| {
        let mut addresses: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for rule in of_zone.remove(&zone.id)? {
            let local = if rule.from == EVERYTHING { "" } else { &rule.from };
            addresses.entry(format!("{local}@{}", zone.apex)).or_default().push(rule.to);
        }
        Some(MailDomain { domain: zone.apex, addresses })
    };
    Ok(MailPage { domains: zones.into_iter().filter_map(domain).collect(), next })
}
