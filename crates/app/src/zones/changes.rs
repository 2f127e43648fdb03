//! Several changes of the records of a name in one go: all of them or none.

use model::Result;
use model::error::{Error, Field, Noun, Reason, RecordPart};
use model::event::EventKind;
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use model::zone::{Record, RecordId};
use store::Tx;
use store::zones::StoredZone;

use super::registrar::change_zone;
use super::{OwnedDraft, check};
use crate::realm::Context;

/// Changes in one go at most.
const MOST_CHANGES: usize = 1_000;
/// Types whose preference tells records apart.
const PREFERRED: [&str; 2] = ["MX", "SRV"];

/// What becomes of a record.
#[derive(Debug, Clone)]
pub enum RecordChange {
    /// It is added; where it is there already it stays, with the time that the draft says, so that asking
    /// again makes no second one.
    Add(OwnedDraft),
    /// It stays, with what the draft says about it: the one of that number, else the one that is the
    /// same, else the only one of its name and type.
    Keep(Option<RecordId>, OwnedDraft),
    /// It goes: the one of that number, else the one that is the same.
    Remove(Option<RecordId>, OwnedDraft),
}

/// What came of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It was added.
    Added(RecordId),
    /// It stays.
    Kept(RecordId),
    /// It went.
    Removed(RecordId),
}

/// Carries changes of the records of a name out, and tells what came of each. The zone is judged as it
/// stands after all of them.
///
/// # Errors
/// When the caller does not hold the name, a record is named that is not there, or one does not fit;
/// refusals name the change by its draft's line.
pub async fn apply(
    cx: &Context,
    name: &DomainName,
    changes: Vec<RecordChange>,
) -> Result<Vec<Changed>> {
    if changes.is_empty() {
        return Err(Error::Missing(Field::Record(1, RecordPart::Type)));
    }
    if changes.len() > MOST_CHANGES {
        return Err(Error::invalid(Field::Record(0, RecordPart::Type), Reason::MoreThan(1_000)));
    }
    change_zone(cx, name, DomainPrivilege::Dns, EventKind::ZoneChanged, move |tx, zone| {
        let done = carry_out(tx, zone, &changes)?;
        Ok((done, format!("{} records changed", changes.len())))
    })
    .await
}

/// A record as it will stand, and the line of whoever asked for it last.
struct Standing {
    id: Option<RecordId>,
    record: Record,
    line: u16,
    touched: bool,
}

fn carry_out(tx: &mut Tx<'_>, zone: &StoredZone, changes: &[RecordChange]) -> Result<Vec<Changed>> {
    let records = tx.records(zone.id)?;
    let before: Vec<Record> = records.iter().map(|(_, record)| record.clone()).collect();
    let standing = |(id, record)| Standing { id: Some(id), record, line: 0, touched: false };
    let mut standing: Vec<Standing> = records.into_iter().map(standing).collect();
    let mut gone = Vec::new();
    // For each change the place of its record among those that stand, or the number of one that went.
    let mut places = Vec::with_capacity(changes.len());
    for change in changes {
        places.push(match change {
            RecordChange::Add(draft) => {
                let record = draft.record(&zone.name)?;
                Ok(added(&mut standing, &gone, record, draft.line))
            }
            RecordChange::Keep(id, draft) => {
                let place = kept(&standing, &gone, *id, draft, &zone.name)?;
                let one = &mut standing[place];
                let record = patched(&one.record, draft, &zone.name)?;
                (one.touched, one.line) = (one.touched || record != one.record, draft.line);
                one.record = record;
                Ok(place)
            }
            RecordChange::Remove(id, draft) => {
                let place = same(&standing, &gone, *id, draft, &zone.name)?;
                let id = standing[place].id.ok_or(Error::NotFound(Noun::Record))?;
                gone.push(place);
                Err(id)
            }
        });
    }
    judge(&standing, &gone, &before, &zone.name)?;
    for place in &gone {
        if let Some(id) = standing[*place].id {
            tx.delete_record(id)?;
        }
    }
    for (place, one) in standing.iter_mut().enumerate() {
        match one.id {
            _ if gone.contains(&place) || !one.touched => {}
            Some(id) => tx.save_record(id, &one.record)?,
            None => one.id = Some(tx.add_record(zone.id, &one.record)?),
        }
    }
    let number = |place: usize| standing[place].id.ok_or(Error::NotFound(Noun::Record));
    let outcome = |(change, place): (&RecordChange, std::result::Result<usize, RecordId>)| {
        Ok(match (change, place) {
            (_, Err(id)) => Changed::Removed(id),
            (RecordChange::Add(_), Ok(place)) => Changed::Added(number(place)?),
            (_, Ok(place)) => Changed::Kept(number(place)?),
        })
    };
    changes.iter().zip(places).map(outcome).collect()
}

/// Judges the whole zone that the changes lead to; a refusal names the line of the change.
fn judge(standing: &[Standing], gone: &[usize], before: &[Record], apex: &str) -> Result<()> {
    let stays = |(place, one): (usize, &Standing)| {
        (!gone.contains(&place)).then(|| (one.line, one.record.clone()))
    };
    let stays = standing.iter().enumerate().filter_map(stays);
    // What was changed stands first, so that a refusal names the caller's own record.
    let (asked, kept): (Vec<_>, Vec<_>) = stays.partition(|(line, _)| *line != 0);
    check(&asked, kept.into_iter().map(|(_, record)| record), before, apex)
}

/// The place of a record that was asked for: its own, or that of the one that says the same already.
fn added(standing: &mut Vec<Standing>, gone: &[usize], record: Record, line: u16) -> usize {
    let is_same = |(place, one): (usize, &Standing)| {
        let known = &one.record;
        let same = (&known.name, &known.kind, &known.content)
            == (&record.name, &record.kind, &record.content)
            && (known.priority == record.priority || !PREFERRED.contains(&record.kind.as_str()));
        (same && !gone.contains(&place)).then_some(place)
    };
    let there = standing.iter().enumerate().find_map(is_same);
    let Some(place) = there else {
        standing.push(Standing { id: None, record, line, touched: true });
        return standing.len() - 1;
    };
    let one = &mut standing[place];
    (one.touched, one.line) = (one.touched || record != one.record, line);
    one.record = record;
    place
}

/// The place of the record of a number, else of the one that is the same.
fn same(
    standing: &[Standing],
    gone: &[usize],
    id: Option<RecordId>,
    draft: &OwnedDraft,
    apex: &str,
) -> Result<usize> {
    let mut there = standing.iter().enumerate().filter(|(place, _)| !gone.contains(place));
    if id.is_some() {
        let found = there.find(|(_, one)| one.id == id);
        return found.map(|(place, _)| place).ok_or(Error::NotFound(Noun::Record));
    }
    let asked = draft.record(apex)?;
    let is_same = |(_, one): &(usize, &Standing)| {
        let (known, asked) = (&one.record, &asked);
        (&known.name, &known.kind, &known.content) == (&asked.name, &asked.kind, &asked.content)
            && (draft.priority.is_none() || known.priority == asked.priority)
    };
    there.find(is_same).map(|(place, _)| place).ok_or(Error::NotFound(Noun::Record))
}

/// The place of the record that stays: by its number, the same one, or the only one of its kind.
fn kept(
    standing: &[Standing],
    gone: &[usize],
    id: Option<RecordId>,
    draft: &OwnedDraft,
    apex: &str,
) -> Result<usize> {
    match same(standing, gone, id, &OwnedDraft { priority: None, ..draft.clone() }, apex) {
        Err(Error::NotFound(_)) if id.is_none() => {}
        found => return found,
    }
    let asked = draft.record(apex)?;
    let mut alike = standing
        .iter()
        .enumerate()
        .filter(|(place, _)| !gone.contains(place))
        .filter(|(_, one)| (&one.record.name, &one.record.kind) == (&asked.name, &asked.kind));
    match (alike.next(), alike.next()) {
        (Some((place, _)), None) => Ok(place),
        _ => Err(Error::NotFound(Noun::Record)),
    }
}

/// A record after a change; what the draft leaves empty stays.
fn patched(before: &Record, draft: &OwnedDraft, apex: &str) -> Result<Record> {
    let said = |text: &str, known: &str| {
        if text.is_empty() { known.to_owned() } else { text.to_owned() }
    };
    let whole = OwnedDraft {
        line: draft.line,
        name: said(&draft.name, &before.name),
        kind: said(&draft.kind, &before.kind),
        ttl: Some(draft.ttl.unwrap_or(before.ttl)),
        priority: Some(draft.priority.unwrap_or(before.priority)),
        content: said(&draft.content, &before.content),
    };
    whole.record(apex)
}
