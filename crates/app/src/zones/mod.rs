//! Zones: those of names, read, changed as a whole or record by record, made and dropped as names come
//! and go; and those that are hosted under subscriptions, whoever holds the name.
//!
//! For one apex there may be one of each. The hosted one answers while it exists.

use model::account::AccountId;
use model::event::EventKind;
use model::name::DomainName;
use model::time::Timestamp;
use model::zone::{self, Draft, Record, next_serial};
use model::{Error, Result, error::Field};
use store::Tx;

use crate::news::{self, Act};
use crate::templates;

/// What stands behind aliases.
pub(crate) mod aliases;
/// Several changes of the records of a name at once.
mod changes;
/// One change of a zone, whichever kind it is.
mod edit;
/// What stands in a zone, entry by entry.
pub mod entries;
/// Zones as files.
pub mod files;
/// Zones under subscriptions.
pub mod hosted;
/// Where a host leads.
mod leads;
/// Who answers with which change.
pub mod publication;
/// What is served.
mod published;
/// Reading a zone.
mod read;
/// Records of names, wherever they are delegated to.
pub mod registrar;
/// Zones as holders of names look at them.
mod shown;
/// What zones are signed with.
pub mod signing;
/// Changing a zone.
mod write;

pub use changes::{Changed, RecordChange, apply};
pub use edit::RecordPatch;
pub use leads::{Lead, Way, leads, sent_on};
pub use published::{Published, all_published, published};
pub use read::records;
pub use shown::{Forwarding, forwarding_of, shown_of};
pub use write::{add, append, change, clear, delete, set};

/// A record as it was asked for.
#[derive(Debug, Clone, Default)]
pub struct OwnedDraft {
    /// Its number in the caller's list; 0 when it stands alone. Refusals name it.
    pub line: u16,
    /// Owner, relative or absolute; empty or `@` for the apex.
    pub name: String,
    /// Type.
    pub kind: String,
    /// Seconds to live.
    pub ttl: Option<u32>,
    /// Preference.
    pub priority: Option<u16>,
    /// Value.
    pub content: String,
}

impl OwnedDraft {
    /// Reads the draft for the zone `apex`.
    pub(crate) fn record(&self, apex: &str) -> Result<Record> {
        let draft = Draft {
            name: &self.name,
            kind: &self.kind,
            ttl: self.ttl,
            priority: self.priority,
            content: &self.content,
        };
        Record::parse(&draft, apex, self.line)
    }
}

/// Sees to it that `account` has the zone of `name`: makes it from the standard DNS template, or
/// hands over the one there is. `address` is what `<ipaddress>` stands for.
///
/// # Errors
/// When the database fails.
pub fn ensure(
    tx: &mut Tx<'_>,
    act: Act,
    account: AccountId,
    name: &DomainName,
    address: Option<&str>,
) -> Result<()> {
    if let Some(mut zone) = tx.zone(name.as_str())? {
        if zone.account != account {
            zone.account = account;
            tx.save_zone(&zone, act.now)?;
        }
        return Ok(());
    }
    let records = templates::dns::standard_records(tx, account, name, address)?;
    let zone = tx.add_zone(account, name.as_str(), first_serial(act.now), act.now)?;
    for record in &records {
        tx.add_record(zone.id, record)?;
    }
    let detail = format!("made with {} records", records.len());
    news::tell(tx, act, EventKind::ZoneChanged, name.as_str(), &detail)
}

/// Removes the zone of `name` and everything in it, if there is one.
///
/// # Errors
/// When the database fails.
pub fn drop_zone(tx: &mut Tx<'_>, name: &DomainName, now: Timestamp) -> Result<()> {
    match tx.zone(name.as_str())? {
        Some(zone) => tx.delete_zone(&zone, now).map(drop),
        None => Ok(()),
    }
}

/// Checks the zone that `asked` and `kept` make together of the one `before`. What is asked stands
/// first, so that a refusal names the caller's own record, by its number in the caller's list.
pub(crate) fn check(
    asked: &[(u16, Record)],
    kept: impl IntoIterator<Item = Record>,
    before: &[Record],
    apex: &str,
) -> Result<()> {
    let records: Vec<Record> = asked.iter().map(|(_, record)| record.clone()).chain(kept).collect();
    zone::check_change(before, &records, apex).map_err(|error| match error {
        Error::Invalid { field: Field::Record(place, part), reason } if place > 0 => {
            let line = asked.get(usize::from(place) - 1).map_or(0, |(line, _)| *line);
            Error::invalid(Field::Record(line, part), reason)
        }
        other => other,
    })
}

/// The serial of a zone made now.
fn first_serial(now: Timestamp) -> u32 {
    next_serial(0, dated(now))
}

/// `yyyymmdd00`, as serials are written by custom (RFC 1912 §2.2); 0 where it no longer fits.
fn dated(now: Timestamp) -> u32 {
    let day = now.day().replace('-', "");
    day.parse::<u32>().ok().and_then(|day| day.checked_mul(100)).unwrap_or(0)
}
