//! Records, brought to the platform's and back. Which record a caller means is told by its number, by
//! what it says, or by a key that is the number of one of the same name and type.

use app::domains::locate::Located;
use app::zones::{self, Changed, OwnedDraft, RecordChange};
use dialects::domaincontext::hdomain::record::{DnsRecord, RecordOutcome};
use dialects::domaincontext::hdomain::record_changes::{
    RecordChange as SentRecord, RecordChanges, RecordStatus,
};
use model::error::{Error, Field, Reason, RecordPart};
use model::name::DomainName;
use model::zone::{Draft, Record, RecordId};

use crate::domaincontext::argument::argument;
use crate::domaincontext::errors::{Handled, Refused};

/// Seconds that a record may be remembered.
const SHORTEST_TTL: u32 = 60;
const LONGEST_TTL: u32 = 86_400;
/// The type of what begins a zone.
const START: &str = "SOA";

const NO_RECORDS: &str = "there are no records, such as 1[type]=a";
const KEPT_HERE: &str = "the record belongs to the zone itself and cannot be changed";

/// What a zone shows.
pub fn shown(zone: Vec<(RecordId, Record)>, name: &DomainName) -> Vec<DnsRecord> {
    let records = zone.into_iter().map(|(id, record)| {
        let is_system = record.kind == START;
        record_of(id.0, record, name, is_system)
    });
    records.collect()
}

fn record_of(id: i64, record: Record, apex: &DomainName, is_system: bool) -> DnsRecord {
    let below = record.name.strip_suffix(apex.as_str()).unwrap_or(&record.name);
    DnsRecord {
        id,
        name: below.trim_end_matches('.').to_owned(),
        fqdn: record.name,
        r#type: record.kind.to_ascii_lowercase(),
        value: record.content,
        no: record.priority.into(),
        ttl: record.ttl.into(),
        status: "ok".to_owned(),
        is_system,
    }
}

/// What is done with a record that was sent.
enum Meant {
    Change(RecordChange),
    /// It is as it is, and cannot be otherwise.
    Stays(i64),
}

/// Changes records of a name, all of them or none.
pub async fn set(located: &Located, sent: RecordChanges) -> Handled<Vec<RecordOutcome>> {
    if sent.0.is_empty() {
        let error = Error::Missing(Field::Record(0, RecordPart::Type));
        return Err(Refused::saying(error, NO_RECORDS));
    }
    let keys: Vec<String> = sent.0.iter().map(|(key, _)| key.clone()).collect();
    let zone = zones::registrar::list(&located.cx, &located.name).await?;
    let zone = Zone { records: &zone, apex: located.name.as_str() };
    let mut changes = Vec::with_capacity(keys.len());
    let mut stays = Vec::with_capacity(keys.len());
    for (place, (key, record)) in sent.0.into_iter().enumerate() {
        let line = u16::try_from(place + 1).unwrap_or(u16::MAX);
        let meant = zone.meant(line, &key, record).map_err(|error| refused(error, &keys))?;
        match meant {
            Meant::Change(change) => {
                changes.push(change);
                stays.push(None);
            }
            Meant::Stays(id) => stays.push(Some(id)),
        }
    }
    let done = match changes.is_empty() {
        true => Vec::new(),
        false => zones::apply(&located.cx, &located.name, changes)
            .await
            .map_err(|error| refused(error, &keys))?,
    };
    let mut done = done.into_iter();
    let outcome = |stays: Option<i64>| match stays {
        Some(id) => Some(RecordOutcome { id, status: "ok".to_owned() }),
        None => done.next().map(outcome_of),
    };
    Ok(stays.into_iter().filter_map(outcome).collect())
}

fn outcome_of(changed: Changed) -> RecordOutcome {
    let (RecordId(id), status) = match changed {
        Changed::Added(id) | Changed::Kept(id) => (id, "ok"),
        Changed::Removed(id) => (id, "deleted"),
    };
    RecordOutcome { id, status: status.to_owned() }
}

/// A record is named by the caller's own key.
fn refused(error: Error, keys: &[String]) -> Refused {
    let system = Error::invalid(Field::RecordId, Reason::NotApplicable);
    if error == system {
        return Refused::saying(error, KEPT_HERE);
    }
    Refused::renamed(error, |field| match field {
        Field::Record(line, part) if line > 0 => {
            let key = keys.get(usize::from(line) - 1)?;
            Some(format!("{key}[{}]", argument(Field::Record(0, part))))
        }
        _ => None,
    })
}

/// A zone before a change.
struct Zone<'a> {
    records: &'a [(RecordId, Record)],
    apex: &'a str,
}

impl Zone<'_> {
    fn meant(&self, line: u16, key: &str, sent: SentRecord) -> Result<Meant, Error> {
        let status = sent.status;
        let named = sent.id.map(|id| id.0).filter(|id| *id != 0).map(RecordId);
        let draft = OwnedDraft {
            line,
            name: sent.name.map(|name| name.0).unwrap_or_default(),
            kind: sent.r#type.map(|kind| kind.0.to_ascii_uppercase()).unwrap_or_default(),
            // What goes is told by its value, not by how long it was remembered.
            ttl: match status {
                Some(RecordStatus::Deleted) => None,
                _ => sent.ttl.map(|ttl| ttl_of(ttl.0, line)).transpose()?,
            },
            priority: sent.no.map(|number| number.0),
            content: sent.value.map(|value| value.0).unwrap_or_default(),
        };
        let said = self.read(&draft);
        let id = match status {
            Some(RecordStatus::New) => None,
            _ => named.or_else(|| self.by_key(key, &draft, said.as_ref())),
        };
        if let Some(start) = self.start(id, &draft) {
            return match status {
                Some(RecordStatus::Ok) | None => Ok(Meant::Stays(start)),
                Some(RecordStatus::New | RecordStatus::Deleted) => Err(kept_here()),
            };
        }
        if draft.kind == START {
            return Err(kept_here());
        }
        let there = id.is_some() || said.as_ref().is_some_and(|said| self.place(said).is_some());
        Ok(Meant::Change(match status {
            Some(RecordStatus::New) => RecordChange::Add(draft),
            Some(RecordStatus::Ok) => RecordChange::Keep(id, draft),
            Some(RecordStatus::Deleted) => RecordChange::Remove(id, draft),
            None if there => RecordChange::Keep(id, draft),
            None => RecordChange::Add(draft),
        }))
    }

    /// The record that a draft describes, where it describes a whole one.
    fn read(&self, draft: &OwnedDraft) -> Option<Record> {
        let draft = Draft {
            name: &draft.name,
            kind: &draft.kind,
            content: &draft.content,
            ..Draft::default()
        };
        Record::parse(&draft, self.apex, 0).ok()
    }

    /// The number of a record that is there and says the same.
    fn place(&self, said: &Record) -> Option<RecordId> {
        let same = |(_, known): &&(RecordId, Record)| is_same(known, said);
        self.records.iter().find(same).map(|(id, _)| *id)
    }

    /// The number that a key is, where nothing that was said speaks against it. What says all that
    /// tells a record is found by that.
    fn by_key(&self, key: &str, draft: &OwnedDraft, said: Option<&Record>) -> Option<RecordId> {
        let id = RecordId(key.parse().ok()?);
        let (_, known) = self.records.iter().find(|(known, _)| *known == id)?;
        if said.is_some_and(|said| self.place(said).is_some()) {
            return None;
        }
        let owner = Draft { name: &draft.name, kind: "TXT", content: "x", ..Draft::default() };
        let owner = Record::parse(&owner, self.apex, 0).ok()?;
        let fits = (draft.kind.is_empty() || draft.kind == known.kind)
            && (draft.name.is_empty() || owner.name == known.name);
        fits.then_some(id)
    }

    /// The number of the record that begins the zone, where that is meant.
    fn start(&self, id: Option<RecordId>, draft: &OwnedDraft) -> Option<i64> {
        let (start, _) = self.records.iter().find(|(_, record)| record.kind == START)?;
        let meant = id == Some(*start) || id.is_none() && draft.kind == START;
        meant.then_some(start.0)
    }
}

fn is_same(known: &Record, said: &Record) -> bool {
    (&known.name, &known.kind, &known.content) == (&said.name, &said.kind, &said.content)
}

const fn kept_here() -> Error {
    Error::invalid(Field::RecordId, Reason::NotApplicable)
}

fn ttl_of(ttl: i64, line: u16) -> Result<u32, Error> {
    let fits = |ttl: &u32| (SHORTEST_TTL..=LONGEST_TTL).contains(ttl);
    let range = Reason::OutOfRange(SHORTEST_TTL, LONGEST_TTL);
    let refused = Error::invalid(Field::Record(line, RecordPart::Ttl), range);
    u32::try_from(ttl).ok().filter(fits).ok_or(refused)
}
