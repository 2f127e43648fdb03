//! What stands behind aliases. The addresses are looked up by a job and kept, so that they are served
//! like any others: what leads into zones of the platform is read there, and looked at again when one of
//! those changes; what leads outside is asked for, and asked for again when it may have changed.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;
use std::net::IpAddr;
use std::sync::Arc;

use model::error::Field;
use model::name::HostName;
use model::time::Seconds;
use model::zone::publication::{self, Kept};
use model::zone::{Behind, Record, ZoneId, behind, next_serial};
use model::{Error, Result};
use store::Tx;
use store::aliases::AliasAddress;
use tokio::task::JoinSet;

use super::published::{kept, platform};
use crate::realm::Realm;
use crate::zones::dated;

/// Names that one alias leads through at most.
const MOST_STEPS: usize = 8;
/// Targets that are looked at in one zone.
const MOST_TARGETS: usize = 100;
/// Addresses of one target that are kept.
const MOST_ADDRESSES: usize = 32;
/// What was asked for holds at least, and at most, this long.
const SHORTEST: u32 = 60;
/// See [`SHORTEST`].
const LONGEST: u32 = 3_600;

/// Where a target was followed to.
enum Found {
    /// Addresses, and how long they hold.
    Here(Vec<(IpAddr, u32)>),
    /// A name that others know.
    Outside(String),
}

/// What has to be known to look behind the aliases of a zone.
struct Asked {
    targets: BTreeMap<String, Found>,
    watched: BTreeSet<String>,
}

/// Looks what stands behind the aliases of a zone, and changes it where that is something else than
/// before. Where nobody outside answers, what was known stays.
///
/// # Errors
/// When the database fails.
pub(crate) async fn look(realm: &Arc<Realm>, zone: ZoneId) -> Result<()> {
    let inner = Arc::clone(realm);
    let Some(asked) = realm.store.read(move |tx| follow(tx, &inner, zone)).await? else {
        return Ok(());
    };
    let outside = asked.targets.iter().filter_map(|(target, found)| match found {
        Found::Outside(name) => Some((target.clone(), name.clone())),
        Found::Here(_) => None,
    });
    let (answers, again) = ask(realm, outside.collect()).await;
    let here = asked.targets.into_iter().filter_map(|(target, found)| match found {
        Found::Here(addresses) => Some((target, Some(addresses))),
        Found::Outside(_) => None,
    });
    let found: BTreeMap<String, Option<Vec<(IpAddr, u32)>>> = here.chain(answers).collect();
    let (watched, now) = (Vec::from_iter(asked.watched), realm.now());
    realm
        .store
        .write(move |tx| {
            let Some(mut stored) = tx.zone_by_id(zone)? else { return Ok(()) };
            tx.watch_for_aliases(zone, &watched)?;
            if keep(tx, zone, &found)? {
                stored.serial = next_serial(stored.serial, dated(now));
                tx.save_zone(&stored, now)?;
            }
            match again {
                Some(pause) => tx.look_behind_aliases_again(zone, now + pause),
                None => Ok(()),
            }
        })
        .await
}

/// Follows the aliases of a zone through the zones of the platform; none when there is no such zone.
fn follow(tx: &mut Tx<'_>, realm: &Realm, zone: ZoneId) -> Result<Option<Asked>> {
    let Some(stored) = tx.zone_by_id(zone)? else { return Ok(None) };
    let records = tx.records(zone)?.into_iter().map(|(_, record)| record);
    let targets: BTreeSet<String> =
        records.filter(|record| record.kind == "ALIAS").map(|record| record.content).collect();
    let mut asked = Asked { targets: BTreeMap::new(), watched: BTreeSet::new() };
    if !targets.is_empty() {
        asked.watched.insert(stored.name);
    }
    let mut zones = BTreeMap::new();
    for target in targets.into_iter().take(MOST_TARGETS) {
        let found = follow_one(tx, realm, &target, &mut asked.watched, &mut zones)?;
        asked.targets.insert(target, found);
    }
    Ok(Some(asked))
}

fn follow_one(
    tx: &mut Tx<'_>,
    realm: &Realm,
    target: &str,
    watched: &mut BTreeSet<String>,
    zones: &mut BTreeMap<String, Vec<Record>>,
) -> Result<Found> {
    let (mut name, mut shortest) = (target.to_owned(), LONGEST);
    for _ in 0..MOST_STEPS {
        let above = successors(Some(name.as_str()), |name| Some(name.split_once('.')?.1));
        let above: Vec<&str> = above.collect();
        watched.extend(above.iter().map(|name| (*name).to_owned()));
        let apexes = tx.zones_named(&above)?.into_iter().map(|zone| zone.name);
        let Some(apex) = apexes.max_by_key(String::len) else { return Ok(Found::Outside(name)) };
        if !zones.contains_key(&apex) {
            let records = served(tx, realm, &apex)?;
            zones.insert(apex.clone(), records);
        }
        match behind(&zones[&apex], &apex, &name) {
            Behind::Addresses(addresses) => {
                let short = |(address, ttl): (IpAddr, u32)| (address, ttl.min(shortest));
                return Ok(Found::Here(addresses.into_iter().map(short).collect()));
            }
            Behind::Name(next, ttl) => (name, shortest) = (next, shortest.min(ttl)),
            Behind::Delegated => return Ok(Found::Outside(name)),
        }
    }
    Ok(Found::Here(Vec::new()))
}

/// What a zone serves, and its aliases as they stand in it: what is behind them is followed here, so
/// that aliases in a circle lead to nothing.
fn served(tx: &mut Tx<'_>, realm: &Realm, apex: &str) -> Result<Vec<Record>> {
    let Some((_, kept)) = kept(tx, &[apex.to_owned()])?.pop() else { return Ok(Vec::new()) };
    let aliases = kept.records.iter().filter(|record| record.kind == "ALIAS").cloned();
    let aliases: Vec<Record> = aliases.collect();
    let mut served = publication::published(Kept { aliases: Vec::new(), ..kept }, &platform(realm));
    served.extend(aliases);
    Ok(served)
}

/// What was found behind a target; nothing where nobody answered.
type Answers = Vec<(String, Option<Vec<(IpAddr, u32)>>)>;

/// Asks outside for targets by their names. Also gives when to ask again; never where nobody is asked.
async fn ask(realm: &Realm, names: Vec<(String, String)>) -> (Answers, Option<Seconds>) {
    let Some(resolver) = realm.resolver.as_ref() else {
        return (names.into_iter().map(|(target, _)| (target, None)).collect(), None);
    };
    let mut asked = JoinSet::new();
    for (target, name) in names {
        let resolver = Arc::clone(resolver);
        asked.spawn(async move {
            let Ok(host) = HostName::parse(&name, Field::Host) else {
                return (target, Ok((Vec::new(), LONGEST)));
            };
            let found = resolver.addresses(&host).await;
            (target, found.map(|found| (found.addresses, found.ttl.clamp(SHORTEST, LONGEST))))
        });
    }
    let (mut answers, mut again) = (Vec::new(), None::<u32>);
    while let Some(answer) = asked.join_next().await {
        let Ok((target, answer)) = answer else { continue };
        let ttl = answer.as_ref().map_or(SHORTEST, |(_, ttl)| *ttl);
        again = Some(again.map_or(ttl, |known| known.min(ttl)));
        if let Err(error) = &answer {
            tracing::warn!(target, ?error, "what an alias leads to stays as it was known");
        }
        let addresses =
            |(found, ttl): (Vec<IpAddr>, u32)| found.into_iter().map(|one| (one, ttl)).collect();
        answers.push((target, answer.ok().map(addresses)));
    }
    (answers, again.map(|ttl| Seconds(ttl.into())))
}

/// Writes down what was found; whether it is something else than what was known.
fn keep(
    tx: &mut Tx<'_>,
    zone: ZoneId,
    found: &BTreeMap<String, Option<Vec<(IpAddr, u32)>>>,
) -> Result<bool> {
    let limit = i64::try_from(MOST_TARGETS * MOST_ADDRESSES * 2).map_err(Error::internal)?;
    let mut known: BTreeMap<String, Vec<IpAddr>> = BTreeMap::new();
    for AliasAddress { target, address, .. } in tx.alias_targets(zone, limit)? {
        known.entry(target).or_default().push(address);
    }
    let mut changed = false;
    for (target, found) in found {
        let before: BTreeSet<IpAddr> = known.remove(target).into_iter().flatten().collect();
        let Some(found) = found else { continue };
        let now: BTreeMap<IpAddr, u32> = found.iter().copied().take(MOST_ADDRESSES).collect();
        if !before.iter().eq(now.keys()) {
            tx.save_alias_target(zone, target, &Vec::from_iter(now))?;
            changed = true;
        }
    }
    // Nothing leads to what is left: it is not served any more.
    for target in known.keys() {
        tx.save_alias_target(zone, target, &[])?;
    }
    Ok(changed)
}
