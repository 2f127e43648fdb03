//! What stands in a zone, entry by entry: records that are written in parts, and addresses that lead
//! elsewhere. Each has a number of its own in its zone.
//!
//! The zone is that of a name, or one that a subscription looks after. The same records and forwards are
//! seen by whoever reads them in other ways.

use model::error::{Field, ForwardingPart, Reason, RecordPart};
use model::event::EventKind;
use model::forwarding::{MOST_FORWARDS, MOST_RULES};
use model::name::DomainName;
use model::privilege::{DomainPrivilege, ServicePrivilege};
use model::subscription::SubscriptionId;
use model::zone::{
    Entry, EntryKind, EntryParts, Record, RecordId, ZoneId, check_forward, no_such_record,
};
use model::{Error, Result};
use store::Tx;
use store::zones::StoredZone;

use super::edit;
use super::hosted::{self, held_zone};
use super::{check, registrar};
use crate::domains::held::entrusted;
use crate::news::Act;
use crate::realm::Context;

/// Which zone is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// That of a name, wherever it is delegated to.
    Name(DomainName),
    /// The one that a subscription looks after.
    Subscription(SubscriptionId),
}

/// An entry as it stands in its zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its number.
    pub id: RecordId,
    /// What it is.
    pub kind: EntryKind,
    /// What it says.
    pub parts: EntryParts,
}

/// A zone that was found.
#[derive(Clone)]
enum Found {
    OfName(DomainName),
    Under(SubscriptionId, ZoneId),
}

/// A zone, and everything in it by number.
struct Before {
    zone: StoredZone,
    entries: Vec<(RecordId, Entry)>,
}

/// The entries of a zone by number; of one kind, where one is named. Records of types that are not
/// written in parts are passed over.
///
/// # Errors
/// When the zone is not the caller's, or its DNS is not run here.
pub async fn list(cx: &Context, whose: &Whose, kind: Option<EntryKind>) -> Result<Vec<Shown>> {
    let shown = all(cx, whose).await?;
    Ok(shown.into_iter().filter(|entry| kind.is_none_or(|kind| entry.kind == kind)).collect())
}

/// One entry.
///
/// # Errors
/// As [`list`], and when the zone has no such entry.
pub async fn read(cx: &Context, whose: &Whose, id: RecordId) -> Result<Shown> {
    let found = all(cx, whose).await?.into_iter().find(|entry| entry.id == id);
    found.ok_or_else(no_such_record)
}

/// Adds an entry, and gives it as it was stored. The zone of a name is made where there was none.
///
/// # Errors
/// As [`list`], and where the entry does not fit; refusals name the part.
pub async fn add(cx: &Context, whose: &Whose, kind: EntryKind, parts: EntryParts) -> Result<Shown> {
    change_zone(cx, whose, move |tx, before| {
        let apex = &before.zone.name;
        let new = Entry::parse(kind, &parts, apex, None)?;
        before.fits(None, &new)?;
        let zone = before.zone.id;
        let id = match &new {
            Entry::Record(record) => tx.add_record(zone, record)?,
            Entry::Web(forward) => tx.add_web_forward(zone, forward)?,
            Entry::Mail(rule) => tx.add_mail_forward(zone, rule)?,
        };
        Ok((shown(id, &new, apex)?, Some(told(&new, "added"))))
    })
    .await
}

/// Changes an entry, which keeps its number and its kind, and gives it as it was stored; what is left out
/// stays.
///
/// # Errors
/// As [`add`], when the zone has no such entry, or it is of another kind than was said.
pub async fn change(
    cx: &Context,
    whose: &Whose,
    id: RecordId,
    kind: Option<EntryKind>,
    parts: EntryParts,
) -> Result<Shown> {
    change_zone(cx, whose, move |tx, before| {
        let (apex, entry) = (&before.zone.name, before.entry(id)?);
        if kind.is_some() && kind != entry.kind() {
            return Err(Error::invalid(Field::Record(0, RecordPart::Type), Reason::Contradicts));
        }
        let after = entry.changed(&parts, apex)?;
        if after == *entry {
            return Ok((shown(id, entry, apex)?, None));
        }
        before.fits(Some(id), &after)?;
        match &after {
            Entry::Record(record) => tx.save_record(id, record)?,
            Entry::Web(forward) => tx.save_web_forward(id, forward)?,
            Entry::Mail(rule) => tx.save_mail_forward(id, rule)?,
        }
        Ok((shown(id, &after, apex)?, Some(told(&after, "changed"))))
    })
    .await
}

/// Removes an entry.
///
/// # Errors
/// As [`list`], and when the zone has no such entry.
pub async fn delete(cx: &Context, whose: &Whose, id: RecordId) -> Result<()> {
    change_zone(cx, whose, move |tx, before| {
        let entry = before.entry(id)?;
        match entry {
            Entry::Record(_) => {
                before.judge(&[], Some(id))?;
                tx.delete_record(id)?;
            }
            Entry::Web(_) => tx.delete_web_forward(id)?,
            Entry::Mail(_) => tx.delete_mail_forward(id)?,
        }
        Ok(((), Some(told(entry, "removed"))))
    })
    .await
}

async fn all(cx: &Context, whose: &Whose) -> Result<Vec<Shown>> {
    let (inner, found) = (cx.clone(), find(cx, whose).await?);
    cx.realm
        .store
        .read(move |tx| {
            let basic = (DomainPrivilege::Basic, ServicePrivilege::Basic);
            let Some(zone) = open(tx, &inner, &found, basic)? else { return Ok(Vec::new()) };
            let before = Before::read(tx, zone)?;
            let apex = &before.zone.name;
            let written = before.entries.iter().filter(|(_, entry)| entry.parts(apex).is_some());
            written.map(|(id, entry)| shown(*id, entry, apex)).collect()
        })
        .await
}

async fn find(cx: &Context, whose: &Whose) -> Result<Found> {
    match whose {
        Whose::Name(name) => Ok(Found::OfName(name.clone())),
        Whose::Subscription(subscription) => {
            let zone = hosted::of_subscription(cx, *subscription).await?;
            Ok(Found::Under(*subscription, zone.id))
        }
    }
}

/// The zone, for a caller that may; none of a name that has none yet.
fn open(
    tx: &mut Tx<'_>,
    cx: &Context,
    found: &Found,
    needs: (DomainPrivilege, ServicePrivilege),
) -> Result<Option<StoredZone>> {
    match found {
        Found::OfName(name) => {
            // A zone may be filled before its name is delegated here.
            entrusted(tx, cx, name, &[needs.0])?;
            tx.zone(name.as_str())
        }
        Found::Under(subscription, zone) => {
            held_zone(tx, cx, *subscription, *zone, needs.1).map(Some)
        }
    }
}

/// Runs one change: `work` gives its answer, and what the log says where anything changed.
async fn change_zone<T, F>(cx: &Context, whose: &Whose, work: F) -> Result<T>
where
    T: Send + 'static,
    F: Fn(&mut Tx<'_>, &Before) -> Result<(T, Option<(EventKind, String)>)> + Send + Sync + 'static,
{
    let (inner, found) = (cx.clone(), find(cx, whose).await?);
    let act = Act { account: cx.account(), member: cx.caller.member, now: cx.now() };
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            let dns = (DomainPrivilege::Dns, ServicePrivilege::Dns);
            let zone = match (open(tx, &inner, &found, dns)?, &found) {
                (Some(zone), _) => StoredZone { account: act.account, ..zone },
                (None, Found::OfName(name)) => registrar::made(tx, act, name)?,
                (None, Found::Under(..)) => return Err(no_such_record()),
            };
            let before = Before::read(tx, zone)?;
            let (answer, told) = work(tx, &before)?;
            if let Some((kind, detail)) = told {
                edit::changed(tx, act, before.zone, kind, &detail)?;
            }
            Ok(answer)
        })
        .await
}

impl Before {
    fn read(tx: &mut Tx<'_>, zone: StoredZone) -> Result<Self> {
        let records = tx.records(zone.id)?.into_iter();
        let web = tx.web_forwards(zone.id)?.into_iter();
        let mail = tx.mail_forwards(zone.id)?.into_iter();
        let mut entries: Vec<(RecordId, Entry)> = records
            .map(|(id, record)| (id, Entry::Record(record)))
            .chain(web.map(|(id, forward)| (id, Entry::Web(forward))))
            .chain(mail.map(|(id, rule)| (id, Entry::Mail(rule))))
            .collect();
        entries.sort_by_key(|(id, _)| *id);
        Ok(Self { zone, entries })
    }

    fn entry(&self, id: RecordId) -> Result<&Entry> {
        let found = self.entries.iter().find(|(known, _)| *known == id).map(|(_, entry)| entry);
        found.filter(|entry| entry.parts(&self.zone.name).is_some()).ok_or_else(no_such_record)
    }

    /// Judges the records that `asked` would make, in the place of an entry or beside all.
    fn judge(&self, asked: &[(u16, Record)], replaced: Option<RecordId>) -> Result<()> {
        let records =
            || self.entries.iter().filter_map(|(id, entry)| Some((*id, record_of(entry)?)));
        let all: Vec<Record> = records().map(|(_, record)| record.clone()).collect();
        let kept = records().filter(|(id, _)| Some(*id) != replaced);
        check(asked, kept.map(|(_, record)| record.clone()), &all, &self.zone.name)
    }

    /// Judges the zone that an entry would make, in the place of another or beside all.
    fn fits(&self, replaced: Option<RecordId>, new: &Entry) -> Result<()> {
        let kept = || {
            let entries = self.entries.iter().filter(|(id, _)| Some(*id) != replaced);
            entries.map(|(_, entry)| entry)
        };
        let apex = &self.zone.name;
        let count = |is: fn(&Entry) -> bool| kept().filter(|entry| is(entry)).count();
        let full = |part| Err(Error::invalid(Field::Forwarding(0, part), Reason::MoreThan(100)));
        match new {
            Entry::Record(record) => self.judge(&[(0, record.clone())], replaced)?,
            Entry::Web(_) if count(|entry| matches!(entry, Entry::Web(_))) >= MOST_FORWARDS => {
                return full(ForwardingPart::To);
            }
            Entry::Mail(_) if count(|entry| matches!(entry, Entry::Mail(_))) >= MOST_RULES => {
                return full(ForwardingPart::From);
            }
            Entry::Web(_) | Entry::Mail(_) => {}
        }
        check_forward(new, kept(), apex)
    }
}

fn record_of(entry: &Entry) -> Option<&Record> {
    match entry {
        Entry::Record(record) => Some(record),
        Entry::Web(_) | Entry::Mail(_) => None,
    }
}

fn shown(id: RecordId, entry: &Entry, apex: &str) -> Result<Shown> {
    let (Some(kind), Some(parts)) = (entry.kind(), entry.parts(apex)) else {
        return Err(no_such_record());
    };
    Ok(Shown { id, kind, parts })
}

/// What the log says of an entry.
fn told(entry: &Entry, happened: &str) -> (EventKind, String) {
    match entry {
        Entry::Record(record) => {
            (EventKind::ZoneChanged, format!("{} {happened}", edit::shown(record)))
        }
        Entry::Web(forward) => {
            let name = if forward.name.is_empty() { "@" } else { &forward.name };
            (EventKind::ForwardingSet, format!("{name} to {} {happened}", forward.rule.to))
        }
        Entry::Mail(rule) => {
            (EventKind::ForwardingSet, format!("mail of {} to {} {happened}", rule.from, rule.to))
        }
    }
}
