//! Changing the zone of a name. Each change is one transaction: it judges the whole zone it would
//! make, and the serial rises once.

use model::error::{Field, RecordPart};
use model::event::EventKind;
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use model::zone::{Record, RecordId, ZoneId};
use model::{Error, Result};
use store::Tx;

use super::edit::{self, Before, shown};
use super::read::managed;
use super::{OwnedDraft, check};
use crate::news::Act;
use crate::realm::Context;

/// Replaces everything in the zone of a name.
///
/// # Errors
/// When the caller does not hold the name, its DNS is not run here, or a record does not fit.
pub async fn set(cx: &Context, name: &DomainName, drafts: Vec<OwnedDraft>) -> Result<()> {
    let asked = read_all(&drafts, name)?;
    check(&asked, [], &[], name.as_str())?;
    edit(cx, name, move |tx, zone| {
        tx.clear_zone(zone.id)?;
        add_all(tx, zone.id, &asked)?;
        Ok(((), format!("rewritten with {} records", asked.len())))
    })
    .await
}

/// Adds records to the zone of a name, all of them or none.
///
/// # Errors
/// As [`set`].
pub async fn append(cx: &Context, name: &DomainName, drafts: Vec<OwnedDraft>) -> Result<()> {
    let asked = read_all(&drafts, name)?;
    edit(cx, name, move |tx, zone| {
        zone.judge(&asked, None)?;
        add_all(tx, zone.id, &asked)?;
        Ok(((), format!("{} records added", asked.len())))
    })
    .await
}

/// Empties the zone of a name; its DNS is still run here.
///
/// # Errors
/// When the caller does not hold the name, or its DNS is not run here.
pub async fn clear(cx: &Context, name: &DomainName) -> Result<()> {
    edit(cx, name, |tx, zone| {
        tx.clear_zone(zone.id)?;
        Ok(((), "emptied".to_owned()))
    })
    .await
}

/// Adds one record.
///
/// # Errors
/// As [`set`].
pub async fn add(cx: &Context, name: &DomainName, draft: OwnedDraft) -> Result<RecordId> {
    draft.record(name.as_str())?;
    edit(cx, name, move |tx, zone| edit::add(tx, zone, &draft)).await.map(|(id, _)| id)
}

/// Replaces the values of one record.
///
/// # Errors
/// As [`set`], and when there is no such record in the zone.
pub async fn change(
    cx: &Context,
    name: &DomainName,
    id: RecordId,
    draft: OwnedDraft,
) -> Result<()> {
    let asked = [(draft.line, draft.record(name.as_str())?)];
    edit(cx, name, move |tx, zone| {
        let before = zone.record(id)?;
        zone.judge(&asked, Some(id))?;
        let [(_, record)] = &asked;
        tx.save_record(id, record)?;
        Ok(((), format!("{} changed to {}", shown(before), shown(record))))
    })
    .await
}

/// Removes one record.
///
/// # Errors
/// When the caller does not hold the name, its DNS is not run here, or there is no such record in
/// the zone.
pub async fn delete(cx: &Context, name: &DomainName, id: RecordId) -> Result<()> {
    edit(cx, name, move |tx, zone| edit::delete(tx, zone, id)).await
}

/// Runs one change of a zone: `work` gives its answer and a few words for the log.
async fn edit<T, F>(cx: &Context, name: &DomainName, work: F) -> Result<T>
where
    T: Send + 'static,
    F: Fn(&mut Tx<'_>, &Before) -> Result<(T, String)> + Send + Sync + 'static,
{
    let (account, now, name) = (cx.account(), cx.now(), name.clone());
    let act = Act { account, member: cx.caller.member, now };
    let inner = cx.clone();
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            managed(tx, &inner, &name, DomainPrivilege::Dns)?;
            let mut zone = match tx.zone(name.as_str())? {
                Some(zone) => zone,
                None => tx.add_zone(account, name.as_str(), 0, now)?,
            };
            let before = Before::read(tx, &zone)?;
            let (answer, detail) = work(tx, &before)?;
            zone.account = account;
            edit::changed(tx, act, zone, EventKind::ZoneChanged, &detail)?;
            Ok(answer)
        })
        .await
}

fn read_all(drafts: &[OwnedDraft], name: &DomainName) -> Result<Vec<(u16, Record)>> {
    if drafts.is_empty() {
        return Err(Error::Missing(Field::Record(1, RecordPart::Type)));
    }
    drafts.iter().map(|draft| Ok((draft.line, draft.record(name.as_str())?))).collect()
}

fn add_all(tx: &mut Tx<'_>, zone: ZoneId, records: &[(u16, Record)]) -> Result<()> {
    records.iter().try_for_each(|(_, record)| tx.add_record(zone, record).map(drop))
}
