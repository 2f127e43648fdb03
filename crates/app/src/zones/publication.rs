//! Who answers with which change of which zone: what name servers follow, and what can be asked of a
//! change by its number.

use model::Result;
use model::error::Error;
use model::time::{Days, Timestamp};
use model::zone::{ChangeId, knows};
use store::zone_changes::StoredAnswer;
use tokio::sync::watch;

pub use store::zone_changes::StoredChange;

use crate::realm::Realm;

/// The platform's own name server among those that answer.
const OWN: &str = "";
/// Servers that are told of a zone.
const MOST_SERVERS: i64 = 100;
/// How long a change that was followed by others can be asked about.
const KEPT: Days = Days(30);
/// Changes that are forgotten in one transaction.
const BATCH: i64 = 500;
/// Transactions that one round of forgetting makes at most; the next one goes on.
const BATCHES: usize = 200;

/// What became of a change of a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The apex of the zone.
    pub apex: String,
    /// The serial it was committed under; none where the zone was removed.
    pub serial: Option<u32>,
    /// When it was committed.
    pub committed: Timestamp,
    /// Whether the platform's own name server answers with it, or with something newer.
    pub published: bool,
    /// The secondaries that were seen to serve the zone, by their names.
    pub secondaries: Vec<Secondary>,
}

/// A name server that follows the platform's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secondary {
    /// What it is called.
    pub name: String,
    /// The serial it answers with.
    pub serial: u32,
    /// Whether it knows the change.
    pub published: bool,
}

/// What a name server answers with from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    /// The apex of the zone.
    pub apex: String,
    /// The secondary; none for the platform's own server.
    pub secondary: Option<String>,
    /// The serial; none when it answers for the zone no more.
    pub serial: Option<u32>,
    /// The newest change that the own server knows.
    pub change: Option<ChangeId>,
}

/// Told whenever a change of a zone was committed by this process.
#[must_use]
pub fn committed(realm: &Realm) -> watch::Receiver<()> {
    realm.store.zone_changes()
}

/// The apexes of all zones behind `after`, in order, `limit` of them at most.
///
/// # Errors
/// When the database fails.
pub async fn apexes(realm: &Realm, after: &str, limit: usize) -> Result<Vec<String>> {
    let (after, limit) = (after.to_owned(), i64::try_from(limit).map_err(Error::internal)?);
    realm.store.read(move |tx| tx.apexes(&after, limit)).await
}

/// The newest change that the platform's own name server was seen to know.
///
/// # Errors
/// When the database fails.
pub async fn position(realm: &Realm) -> Result<ChangeId> {
    realm.store.read(|tx| tx.position(OWN)).await
}

/// The changes behind `after` in order, `limit` of them at most, and those of `missing` that came
/// meanwhile: a transaction that takes longer commits a lower number later.
///
/// # Errors
/// When the database fails.
pub async fn changes(
    realm: &Realm,
    after: ChangeId,
    missing: Vec<ChangeId>,
    limit: usize,
) -> Result<Vec<StoredChange>> {
    let limit = i64::try_from(limit).map_err(Error::internal)?;
    realm
        .store
        .read(move |tx| {
            let mut changes = tx.zone_changes_among(&missing)?;
            changes.extend(tx.zone_changes(after, limit)?);
            Ok(changes)
        })
        .await
}

/// Writes down what servers answer with.
///
/// # Errors
/// When the database fails.
pub async fn answering(realm: &Realm, news: Vec<Answering>) -> Result<()> {
    let now = realm.now();
    realm
        .store
        .write(move |tx| {
            for one in &news {
                let server = one.secondary.as_deref().unwrap_or(OWN);
                let Some(serial) = one.serial.or(one.change.map(|_| 0)) else {
                    tx.delete_answer(&one.apex, server)?;
                    continue;
                };
                let (server, change) = (server.to_owned(), one.change.unwrap_or(ChangeId(0)));
                let answer = StoredAnswer { server, serial, change, seen: now };
                tx.save_answer(&one.apex, &answer)?;
            }
            Ok(())
        })
        .await
}

/// What became of a change; none of a number that no change has, or that is long over.
///
/// # Errors
/// When the database fails.
pub async fn of(realm: &Realm, change: ChangeId) -> Result<Option<Publication>> {
    realm
        .store
        .read(move |tx| {
            let Some(StoredChange { apex, serial, made, .. }) = tx.zone_change(change)? else {
                return Ok(None);
            };
            let (own, others): (Vec<_>, Vec<_>) = tx
                .answers(&apex, MOST_SERVERS)?
                .into_iter()
                .partition(|answer| answer.server == OWN);
            let secondary = |answer: StoredAnswer| Secondary {
                name: answer.server,
                serial: answer.serial,
                published: serial.is_some_and(|serial| knows(answer.serial, serial)),
            };
            Ok(Some(Publication {
                apex,
                serial,
                committed: made,
                published: own.iter().any(|answer| answer.change >= change),
                secondaries: others.into_iter().map(secondary).collect(),
            }))
        })
        .await
}

/// The number of the newest change of a zone; none of a zone that was never changed.
///
/// # Errors
/// When the database fails.
pub async fn newest(realm: &Realm, apex: &str) -> Result<Option<ChangeId>> {
    let apex = apex.to_owned();
    let newest = realm.store.read(move |tx| tx.last_zone_change(&apex)).await?;
    Ok(newest.map(|change| change.id))
}

/// Forgets changes that others followed long ago.
///
/// # Errors
/// When the database fails.
pub(crate) async fn forget(realm: &Realm) -> Result<()> {
    let before = realm.now() - KEPT;
    for _ in 0..BATCHES {
        if realm.store.write(move |tx| tx.forget_zone_changes(before, BATCH)).await? == 0 {
            break;
        }
    }
    Ok(())
}
