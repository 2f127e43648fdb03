//! The switch of any zone, for whoever runs the platform.

use std::sync::Arc;

use model::error::Noun;
use model::zone::signing::Algorithm;
use model::{Error, Result};
use store::Tx;
use store::zones::StoredZone;

use super::read::standing;
use super::{Standing, answering, change, switch};
use crate::news::Act;
use crate::realm::Realm;

/// Where the signing of the zone that answers for an apex stands; none for one that is not signed.
///
/// # Errors
/// When there is no such zone.
pub async fn read(realm: &Arc<Realm>, apex: &str) -> Result<Option<Standing>> {
    let (inner, apex) = (Arc::clone(realm), apex.to_owned());
    realm
        .store
        .read(move |tx| {
            let zone = answering(tx, &apex)?.ok_or(Error::NotFound(Noun::Zone))?;
            standing(tx, &inner, zone)
        })
        .await
}

/// Signs the zone from now on.
///
/// # Errors
/// When there is no such zone, or it is signed otherwise.
pub async fn enable(realm: &Arc<Realm>, apex: &str, algorithm: Algorithm) -> Result<()> {
    let inner = Arc::clone(realm);
    change(realm, apex, move |tx, act, zone| switch::on(tx, &inner, act, zone, algorithm)).await
}

/// Signs the zone no more, in order.
///
/// # Errors
/// When there is no such zone, or it is not signed.
pub async fn disable(realm: &Arc<Realm>, apex: &str) -> Result<()> {
    change(realm, apex, change::switch_off).await
}

/// Changes the zone to another key.
///
/// # Errors
/// When there is no such zone, it is not signed, or a change is under way.
pub async fn roll(realm: &Arc<Realm>, apex: &str) -> Result<()> {
    let inner = Arc::clone(realm);
    change(realm, apex, move |tx, act, zone| change::roll(tx, &inner, act, zone)).await
}

/// The zone above was told by hand.
///
/// # Errors
/// When there is no such zone, it is not signed, or nothing is awaited of anybody but the registry.
pub async fn confirm(realm: &Arc<Realm>, apex: &str) -> Result<()> {
    let inner = Arc::clone(realm);
    change(realm, apex, move |tx, act, zone| switch::confirmed(tx, &inner, act, zone)).await
}

async fn change<F>(realm: &Arc<Realm>, apex: &str, work: F) -> Result<()>
where
    F: Fn(&mut Tx<'_>, Act, StoredZone) -> Result<()> + Send + Sync + 'static,
{
    let (inner, apex) = (Arc::clone(realm), apex.to_owned());
    realm
        .store
        .write(move |tx| {
            let missing = || Error::NotFound(Noun::Zone);
            let account = answering(tx, &apex)?.ok_or_else(missing)?.account;
            tx.lock_account(account)?;
            // As it stands now that nobody else changes it.
            let zone = answering(tx, &apex)?.ok_or_else(missing)?;
            work(tx, Act { account, member: None, now: inner.now() }, zone)
        })
        .await
        .inspect(|()| realm.wake.notify_one())
}
