//! Changes of the signing of a zone, inside a transaction that is about more.

use model::domain::{Domain, Pending};
use model::error::Prohibition;
use model::event::EventKind;
use model::time::Seconds;
use model::zone::Record;
use model::zone::signing::{self as rules, Algorithm, Leave, Roll, Signing};
use model::{Error, Result};
use store::Tx;
use store::domains::StoredDomain;
use store::operations::NewOperation;
use store::zone_keys::ZoneKeyRow;
use store::zones::StoredZone;

use super::above::leads_here;
use super::{answering, keys};
use crate::domains::update;
use crate::jobs;
use crate::news::{self, Act};
use crate::operations::Command;
use crate::realm::Realm;
use crate::zones::edit;

/// What a holder of a zone did, as the log says it.
const SET: EventKind = EventKind::ZoneSigningSet;

/// Writes down where the signing of a zone stands after its records changed by that.
pub(super) fn write(
    tx: &mut Tx<'_>,
    act: Act,
    zone: StoredZone,
    signing: &Signing,
    kind: EventKind,
    detail: &str,
) -> Result<()> {
    tx.save_signing(zone.id, signing)?;
    schedule(tx, act, &zone, signing)?;
    edit::changed(tx, act, zone, kind, detail)
}

/// Enqueues the next thing that happens to a signed zone.
pub(super) fn schedule(
    tx: &mut Tx<'_>,
    act: Act,
    zone: &StoredZone,
    signing: &Signing,
) -> Result<()> {
    let due = if signing.stage.awaits_parent() { act.now } else { signing.next().0 };
    tx.schedule(jobs::ZONE_SIGNING, zone.id.0, due, "")
}

/// The keys go, and the zone is not signed any more.
pub(super) fn unsign(tx: &mut Tx<'_>, act: Act, zone: StoredZone, kind: EventKind) -> Result<()> {
    tx.clear_signing(zone.id)?;
    tx.unschedule(jobs::ZONE_SIGNING, zone.id.0)?;
    edit::changed(tx, act, zone, kind, "not signed any more")
}

/// How long caches may hold something of a zone.
pub(super) fn longest_kept(tx: &mut Tx<'_>, zone: &StoredZone) -> Result<Seconds> {
    let records: Vec<Record> = tx.records(zone.id)?.into_iter().map(|(_, record)| record).collect();
    Ok(rules::longest_kept(&records))
}

/// Signs a zone. `unsigned` is how long caches may hold answers of it without signatures.
pub(super) fn switch_on(
    tx: &mut Tx<'_>,
    realm: &Realm,
    act: Act,
    zone: StoredZone,
    algorithm: Option<Algorithm>,
    unsigned: Seconds,
) -> Result<()> {
    let Some(mut signing) = tx.zone_signing(zone.id)? else {
        let algorithm = algorithm.unwrap_or_default();
        let signing = Signing::begun(algorithm, act.now, unsigned);
        tx.add_zone_key(zone.id, &keys::make(&realm.keys, &zone, algorithm, act.now)?)?;
        let detail = format!("signed with {}", algorithm.word());
        return write(tx, act, zone, &signing, SET, &detail);
    };
    if algorithm.is_some_and(|algorithm| algorithm != signing.algorithm) {
        return Err(Error::Prohibited(Prohibition::SignedHere));
    }
    let rows = tx.zone_keys(zone.id)?;
    let newest = rows.get(1..).and_then(<[ZoneKeyRow]>::last).map(|row| row.made);
    let kept = longest_kept(tx, &zone)?;
    if signing.resume(act.now, newest, kept) {
        write(tx, act, zone, &signing, SET, "stays signed")?;
    }
    Ok(())
}

/// Ends the signing of a zone, in order.
pub(super) fn switch_off(tx: &mut Tx<'_>, act: Act, zone: StoredZone) -> Result<()> {
    let mut signing = signed(tx, &zone)?;
    let stored = tx.domain_called(&zone.name)?;
    let is_delegated = stored.is_some_and(|stored| !stored.signers.is_empty());
    match signing.leave(act.now, is_delegated) {
        Leave::AtOnce => unsign(tx, act, zone, SET),
        Leave::InOrder => write(tx, act, zone, &signing, SET, "to be signed no more"),
        Leave::Already => Ok(()),
    }
}

/// Changes a zone to another key.
pub(super) fn roll(tx: &mut Tx<'_>, realm: &Realm, act: Act, zone: StoredZone) -> Result<()> {
    let mut signing = signed(tx, &zone)?;
    let kept = longest_kept(tx, &zone)?;
    if signing.roll(act.now, kept)? == Roll::Instead {
        for row in tx.zone_keys(zone.id)? {
            tx.delete_zone_key(zone.id, row.id)?;
        }
    }
    tx.add_zone_key(zone.id, &keys::make(&realm.keys, &zone, signing.algorithm, act.now)?)?;
    write(tx, act, zone, &signing, SET, "another key begins to sign")
}

/// Where the signing of a zone stands.
///
/// # Errors
/// [`Prohibition::Disabled`] for a zone that is not signed.
pub(super) fn signed(tx: &mut Tx<'_>, zone: &StoredZone) -> Result<Signing> {
    tx.zone_signing(zone.id)?.ok_or(Error::Prohibited(Prohibition::Disabled))
}

/// A change of a name that was carried out at its registry.
pub(crate) struct Turn<'a> {
    /// The name before it; none for one that is new.
    pub before: Option<&'a StoredDomain>,
    /// The name after it.
    pub after: &'a Domain,
    /// Whether its zone is to be signed; none where nothing was said.
    pub wish: Option<bool>,
    /// Whether its zone was made by this change, and nobody could ask it before.
    pub fresh: bool,
}

/// What a change of a name does to the signing of its zone: what was wished, and what follows where the
/// name leads here from now on, or does no more.
///
/// # Errors
/// When the database fails.
pub(crate) fn follow(tx: &mut Tx<'_>, realm: &Realm, act: Act, turn: &Turn<'_>) -> Result<()> {
    let zone = answering(tx, turn.after.name.as_str())?;
    let Some(zone) = zone.filter(|zone| zone.account == turn.after.account) else { return Ok(()) };
    let led_here = turn.before.is_some_and(|before| leads_here(realm, &before.domain));
    let leads_here = leads_here(realm, turn.after);
    let had_signers = turn.before.is_some_and(|before| !before.signers.is_empty());
    if turn.wish == Some(false) || led_here && !leads_here {
        return lose(tx, act, zone, had_signers);
    }
    let came = leads_here && !led_here;
    if came && let Some(mut signing) = tx.zone_signing(zone.id)?.filter(|_| !turn.fresh) {
        if signing.arrived(act.now) {
            let kind = EventKind::ZoneSigningStepped;
            write(tx, act, zone.clone(), &signing, kind, "answers here from now on")?;
        } else {
            schedule(tx, act, &zone, &signing)?;
        }
    }
    if turn.wish != Some(true) {
        return Ok(());
    }
    let unsigned = match turn.before {
        _ if turn.fresh && zone.subscription.is_none() => Seconds(0),
        // Caches may ask whoever answered before.
        Some(_) if came => rules::PARENT_TTL,
        _ => longest_kept(tx, &zone)?,
    };
    // The serial may have risen above.
    let zone = tx.zone_by_id(zone.id)?.unwrap_or(zone);
    switch_on(tx, realm, act, zone, None, unsigned)
}

/// The zone above has no DS record of the zone any more: what is left is to wait.
fn lose(tx: &mut Tx<'_>, act: Act, zone: StoredZone, was_delegated: bool) -> Result<()> {
    let Some(mut signing) = tx.zone_signing(zone.id)? else { return Ok(()) };
    match signing.lost(act.now, was_delegated) {
        Leave::AtOnce => unsign(tx, act, zone, SET),
        Leave::InOrder => write(tx, act, zone, &signing, SET, "to be signed no more"),
        Leave::Already => Ok(()),
    }
}

/// A zone that is to answer in the place of the one that answered: it is signed as that one was.
///
/// # Errors
/// When the database fails.
pub(crate) fn takes_over(
    tx: &mut Tx<'_>,
    act: Act,
    before: &StoredZone,
    after: &StoredZone,
) -> Result<()> {
    let Some(signing) = tx.zone_signing(before.id)? else { return Ok(()) };
    tx.move_signing(before.id, after.id)?;
    tx.unschedule(jobs::ZONE_SIGNING, before.id.0)?;
    schedule(tx, act, after, &signing)
}

/// A hosted zone is about to be removed. The zone of the name goes on in its place, signed as it was;
/// where there is none, the registry is told to forget its key.
///
/// # Errors
/// When the database fails.
pub(crate) fn before_removal(tx: &mut Tx<'_>, act: Act, zone: &StoredZone) -> Result<()> {
    if tx.zone_signing(zone.id)?.is_none() {
        return Ok(());
    }
    if let Some(left) = tx.zone(&zone.name)?.filter(|left| left.account == zone.account) {
        return takes_over(tx, act, zone, &left);
    }
    tx.unschedule(jobs::ZONE_SIGNING, zone.id.0)?;
    let rows = tx.zone_keys(zone.id)?;
    let ours: Vec<_> = rows.iter().map(|row| keys::signer(&zone.name, row)).collect();
    let Some(stored) = tx.domain_called(&zone.name)? else { return Ok(()) };
    let left: Vec<_> =
        stored.signers.iter().filter(|signer| !ours.contains(signer)).cloned().collect();
    if left.len() == stored.signers.len() {
        return Ok(());
    }
    forget(tx, act, stored, &update::Command::with_signers(&left))
}

/// Has the registry replace the DS records of a name, which need not be the acting account's.
fn forget(
    tx: &mut Tx<'_>,
    act: Act,
    stored: StoredDomain,
    command: &update::Command,
) -> Result<()> {
    let mut domain = stored.domain;
    if domain.changeable().is_err() {
        let act = Act { account: domain.account, member: None, now: act.now };
        let kind = EventKind::ZoneSigningRefused;
        return news::tell(tx, act, kind, domain.name.as_str(), "its DS records stay");
    }
    let command = Command::Update(update::Command { queued: true, ..command.clone() });
    let text = serde_json::to_string(&command).map_err(Error::internal)?;
    let new = NewOperation {
        kind: command.kind(),
        account: domain.account,
        member: None,
        subject: domain.name.as_str(),
        hold: None,
        client_key: None,
        fingerprint: None,
        command: &text,
        line: None,
    };
    let id = tx.begin_operation(&new, act.now)?;
    domain.pending = Some(Pending::Update);
    tx.save_domain(&domain, None)?;
    tx.schedule(jobs::OPERATION, id.0, act.now, "")
}
