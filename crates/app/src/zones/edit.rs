//! One change of a zone, whichever kind of zone it is: the whole zone that it would make is judged,
//! and the serial rises once.

use model::Result;
use model::error::{Error, Field, RecordPart};
use model::event::EventKind;
use model::zone::{Draft, Record, RecordId, ZoneId, next_serial, no_such_record};
use store::Tx;
use store::zones::StoredZone;

use super::{OwnedDraft, check, dated};
use crate::news::{self, Act};

/// What is to change about a record; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordPatch {
    /// Owner, relative or absolute; empty or `@` for the apex.
    pub name: Option<String>,
    /// Type.
    pub kind: Option<String>,
    /// Seconds to live.
    pub ttl: Option<u32>,
    /// Preference.
    pub priority: Option<u16>,
    /// Value.
    pub content: Option<String>,
}

impl RecordPatch {
    /// Refuses a patch that says nothing.
    fn checked(&self) -> Result<()> {
        if *self == Self::default() {
            return Err(Error::Missing(Field::Record(0, RecordPart::Content)));
        }
        Ok(())
    }

    /// The record after the change, in the zone `apex`.
    fn applied_to(&self, before: &Record, apex: &str) -> Result<Record> {
        let draft = Draft {
            name: self.name.as_deref().unwrap_or(&before.name),
            kind: self.kind.as_deref().unwrap_or(&before.kind),
            ttl: Some(self.ttl.unwrap_or(before.ttl)),
            priority: Some(self.priority.unwrap_or(before.priority)),
            content: self.content.as_deref().unwrap_or(&before.content),
        };
        Record::parse(&draft, apex, 0)
    }
}

/// A zone before a change.
pub(super) struct Before {
    pub id: ZoneId,
    pub apex: String,
    pub records: Vec<(RecordId, Record)>,
}

impl Before {
    pub fn read(tx: &mut Tx<'_>, zone: &StoredZone) -> Result<Self> {
        Ok(Self { id: zone.id, apex: zone.name.clone(), records: tx.records(zone.id)? })
    }

    pub fn record(&self, id: RecordId) -> Result<&Record> {
        let found = self.records.iter().find(|(known, _)| *known == id);
        found.map(|(_, record)| record).ok_or_else(no_such_record)
    }

    /// Judges the zone with `asked` in the place of `replaced`, or beside all.
    pub fn judge(&self, asked: &[(u16, Record)], replaced: Option<RecordId>) -> Result<()> {
        let all: Vec<Record> = self.records.iter().map(|(_, record)| record.clone()).collect();
        let kept = self.records.iter().filter(|(id, _)| Some(*id) != replaced);
        check(asked, kept.map(|(_, record)| record.clone()), &all, &self.apex)
    }
}

/// Writes down that a zone was changed, with the number under which whoever serves it knows the change.
pub(super) fn changed(
    tx: &mut Tx<'_>,
    act: Act,
    mut zone: StoredZone,
    kind: EventKind,
    detail: &str,
) -> Result<()> {
    zone.serial = next_serial(zone.serial, dated(act.now));
    let change = tx.save_zone(&zone, act.now)?;
    news::tell(tx, act, kind, &zone.name, &format!("{detail} (change {})", change.0))
}

/// Adds one record; gives it as it was stored, and a few words for the log.
pub(super) fn add(
    tx: &mut Tx<'_>,
    zone: &Before,
    draft: &OwnedDraft,
) -> Result<((RecordId, Record), String)> {
    let asked = [(draft.line, draft.record(&zone.apex)?)];
    zone.judge(&asked, None)?;
    let [(_, record)] = asked;
    let id = tx.add_record(zone.id, &record)?;
    let detail = format!("{} added", shown(&record));
    Ok(((id, record), detail))
}

/// Changes what a patch says about one record; gives it as it was stored, and a few words for the log.
pub(super) fn patch(
    tx: &mut Tx<'_>,
    zone: &Before,
    id: RecordId,
    patch: &RecordPatch,
) -> Result<(Record, String)> {
    patch.checked()?;
    let before = zone.record(id)?;
    let asked = [(0, patch.applied_to(before, &zone.apex)?)];
    zone.judge(&asked, Some(id))?;
    let [(_, record)] = asked;
    tx.save_record(id, &record)?;
    let detail = format!("{} changed to {}", shown(before), shown(&record));
    Ok((record, detail))
}

/// Removes one record.
pub(super) fn delete(tx: &mut Tx<'_>, zone: &Before, id: RecordId) -> Result<((), String)> {
    let before = zone.record(id)?;
    zone.judge(&[], Some(id))?;
    tx.delete_record(id)?;
    Ok(((), format!("{} removed", shown(before))))
}

pub(super) fn shown(record: &Record) -> String {
    format!("{} {}", record.name, record.kind)
}
