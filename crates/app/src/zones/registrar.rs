//! Records of a name that its holder edits here wherever the name is delegated to: before a name is
//! switched over to the platform's servers, its zone should be filled.

use model::error::Noun;
use model::event::EventKind;
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use model::zone::{Record, RecordId};
use model::{Error, Result};
use store::Tx;
use store::zones::StoredZone;

use super::edit::{self, Before};
use super::{OwnedDraft, RecordPatch};
use crate::domains::held::entrusted;
use crate::news::Act;
use crate::realm::Context;

/// The records of a name, oldest first.
///
/// # Errors
/// When the caller does not hold the name.
pub async fn list(cx: &Context, name: &DomainName) -> Result<Vec<(RecordId, Record)>> {
    let (inner, name) = (cx.clone(), name.clone());
    cx.realm
        .store
        .read(move |tx| {
            entrusted(tx, &inner, &name, &[DomainPrivilege::Basic])?;
            match tx.zone(name.as_str())? {
                Some(zone) => tx.records(zone.id),
                None => Ok(Vec::new()),
            }
        })
        .await
}

/// Adds one record, and gives it as it was stored; the zone is made where there was none.
///
/// # Errors
/// When the caller does not hold the name, somebody else hosts a zone of it, or the record does not
/// fit.
pub async fn add(cx: &Context, name: &DomainName, draft: OwnedDraft) -> Result<(RecordId, Record)> {
    edit_records(cx, name, move |tx, zone| edit::add(tx, zone, &draft)).await
}

/// Changes one record, and gives it as it was stored; what the patch leaves out stays.
///
/// # Errors
/// As [`add`], and when the zone has no such record.
pub async fn change(
    cx: &Context,
    name: &DomainName,
    id: RecordId,
    patch: RecordPatch,
) -> Result<Record> {
    edit_records(cx, name, move |tx, zone| edit::patch(tx, zone, id, &patch)).await
}

/// Removes one record.
///
/// # Errors
/// When the caller does not hold the name, or its zone has no such record.
pub async fn delete(cx: &Context, name: &DomainName, id: RecordId) -> Result<()> {
    edit_records(cx, name, move |tx, zone| edit::delete(tx, zone, id)).await
}

async fn edit_records<T, F>(cx: &Context, name: &DomainName, work: F) -> Result<T>
where
    T: Send + 'static,
    F: Fn(&mut Tx<'_>, &Before) -> Result<(T, String)> + Send + Sync + 'static,
{
    change_zone(cx, name, DomainPrivilege::Dns, EventKind::ZoneChanged, move |tx, zone| {
        let before = Before::read(tx, zone)?;
        work(tx, &before)
    })
    .await
}

/// Runs one change of the zone of a name, which is made where there was none: `work` gives its answer
/// and a few words for the log.
pub(crate) async fn change_zone<T, F>(
    cx: &Context,
    name: &DomainName,
    privilege: DomainPrivilege,
    kind: EventKind,
    work: F,
) -> Result<T>
where
    T: Send + 'static,
    F: Fn(&mut Tx<'_>, &StoredZone) -> Result<(T, String)> + Send + Sync + 'static,
{
    let (account, inner, name) = (cx.account(), cx.clone(), name.clone());
    let act = Act { account, member: cx.caller.member, now: cx.now() };
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            entrusted(tx, &inner, &name, &[privilege])?;
            let zone = match tx.zone(name.as_str())? {
                Some(zone) => StoredZone { account, ..zone },
                None => made(tx, act, &name)?,
            };
            let (answer, detail) = work(tx, &zone)?;
            edit::changed(tx, act, zone, kind, &detail)?;
            Ok(answer)
        })
        .await
}

/// A new zone of a name. Where a stranger hosts one, it would never answer.
pub(super) fn made(tx: &mut Tx<'_>, act: Act, name: &DomainName) -> Result<StoredZone> {
    tx.lock_zone_name(name.as_str())?;
    if tx.hosted_zone(name.as_str())?.is_some_and(|hosted| hosted.account != act.account) {
        return Err(Error::Taken(Noun::Zone));
    }
    tx.add_zone(act.account, name.as_str(), 0, act.now)
}
