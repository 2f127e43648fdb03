//! The append-only log and what was acknowledged of it.

use model::Result;
use model::account::{AccountId, MemberId};
use model::event::EventKind;
use model::time::Timestamp;

use crate::accounts::{Page, Window};
use crate::tx::{Row, Tx, Value};
use crate::word;

/// An entry of the log.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its row; counts up in the order of writing.
    pub id: i64,
    /// When it happened.
    pub at: Timestamp,
    /// Whose log it stands in.
    pub account: AccountId,
    /// What happened.
    pub kind: EventKind,
    /// What it happened to: a name, mostly.
    pub subject: String,
    /// More about it, for people.
    pub detail: String,
    /// When it was acknowledged.
    pub acknowledged: Option<Timestamp>,
}

/// Which entries a list shows.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    /// Only of these kinds.
    pub kinds: Vec<EventKind>,
    /// Only about this.
    pub subject: Option<String>,
    /// Only acknowledged or only open ones.
    pub acknowledged: Option<bool>,
}

/// What a list of entries is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EventOrder {
    /// As they were written.
    #[default]
    Written,
    /// By what they are about.
    Subject,
    /// By kind, in the order of the filter's kinds.
    Kind,
    /// By the instant of their acknowledgement; open ones first.
    Acknowledged,
}

fn read_event(row: &Row<'_>) -> Result<Event> {
    let kind = row.text(3)?;
    Ok(Event {
        id: row.int(0)?,
        at: row.instant(1)?,
        account: AccountId(row.int(2)?),
        kind: word(&kind, EventKind::from_word(&kind))?,
        subject: row.text(4)?,
        detail: row.text(5)?,
        acknowledged: row.maybe_instant(6)?,
    })
}

/// The kinds as a list for IN; they are words of ours, never a caller's.
fn kind_list(kinds: &[EventKind]) -> String {
    let words: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.word())).collect();
    words.join(", ")
}

/// A CASE that counts the kinds in their order.
fn kind_rank(kinds: &[EventKind]) -> String {
    use std::fmt::Write as _;
    let mut case = String::from("CASE e.kind");
    for (rank, kind) in kinds.iter().enumerate() {
        write!(case, " WHEN '{}' THEN {rank}", kind.word()).expect("a String takes every write");
    }
    case.push_str(" END");
    case
}

impl Tx<'_> {
    /// Adds an entry.
    ///
    /// # Errors
    /// When the database fails.
    pub fn log(
        &mut self,
        account: AccountId,
        member: Option<MemberId>,
        kind: EventKind,
        subject: &str,
        detail: &str,
        now: Timestamp,
    ) -> Result<i64> {
        self.insert(
            "INSERT INTO event (at, account, member, kind, subject, detail)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id",
            &[
                now.into(),
                account.0.into(),
                member.map(|member| member.0).into(),
                kind.word().into(),
                subject.into(),
                detail.into(),
            ],
        )
    }

    /// A page of an account's entries of the filter's kinds; the total counts these kinds only.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events(
        &mut self,
        account: AccountId,
        all_kinds: &[EventKind],
        filter: &EventFilter,
        order: EventOrder,
        window: Window,
    ) -> Result<Page<Event>> {
        let from =
            "FROM event e LEFT JOIN acknowledgement k ON k.event = e.id WHERE e.account = ?1";
        let total = self.number(
            &format!(
                "SELECT COUNT(*) FROM event e WHERE e.account = ?1 AND e.kind IN ({})",
                kind_list(all_kinds)
            ),
            &[account.0.into()],
        )?;
        if filter.kinds.is_empty() {
            return Ok(Page { rows: Vec::new(), matching: 0, total });
        }
        let mut condition = format!("e.kind IN ({})", kind_list(&filter.kinds));
        let mut values: Vec<Value<'_>> = vec![account.0.into()];
        if let Some(subject) = &filter.subject {
            values.push(subject.into());
            condition.push_str(" AND e.subject = ?2");
        }
        match filter.acknowledged {
            Some(true) => condition.push_str(" AND k.at IS NOT NULL"),
            Some(false) => condition.push_str(" AND k.at IS NULL"),
            None => {}
        }
        let matching = self.number(&format!("SELECT COUNT(*) {from} AND {condition}"), &values)?;
        let column = match order {
            EventOrder::Written => "e.id".to_owned(),
            EventOrder::Subject => "e.subject".to_owned(),
            EventOrder::Kind => kind_rank(&filter.kinds),
            EventOrder::Acknowledged => "COALESCE(k.at, 0)".to_owned(),
        };
        let (limit, start) = (values.len() + 1, values.len() + 2);
        values.extend([Value::Int(window.limit), Value::Int(window.start)]);
        let rows = self.all(
            &format!(
                "SELECT e.id, e.at, e.account, e.kind, e.subject, e.detail, k.at {from}
                 AND {condition} ORDER BY {column} {direction}, e.id {direction}
                 LIMIT ?{limit} OFFSET ?{start}",
                direction = window.direction()
            ),
            &values,
            read_event,
        )?;
        Ok(Page { rows, matching, total })
    }

    /// An account's entries after one of them, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_after(
        &mut self,
        account: AccountId,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Event>> {
        self.all(
            "SELECT e.id, e.at, e.account, e.kind, e.subject, e.detail, CAST(NULL AS BIGINT)
             FROM event e WHERE e.account = ?1 AND e.id > ?2 ORDER BY e.id LIMIT ?3",
            &[account.0.into(), after.into(), limit.into()],
            read_event,
        )
    }

    /// An account's last entries, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn last_events(&mut self, account: AccountId, limit: i64) -> Result<Vec<Event>> {
        self.all(
            "SELECT e.id, e.at, e.account, e.kind, e.subject, e.detail, CAST(NULL AS BIGINT)
             FROM event e WHERE e.account = ?1 ORDER BY e.id DESC LIMIT ?2",
            &[account.0.into(), limit.into()],
            read_event,
        )
    }

    /// One entry of an account's log.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event(&mut self, account: AccountId, id: i64) -> Result<Option<Event>> {
        self.first(
            "SELECT e.id, e.at, e.account, e.kind, e.subject, e.detail, k.at
             FROM event e LEFT JOIN acknowledgement k ON k.event = e.id
             WHERE e.id = ?2 AND e.account = ?1",
            &[account.0.into(), id.into()],
            read_event,
        )
    }

    /// Acknowledges an entry; the first acknowledgement stands.
    ///
    /// # Errors
    /// When the database fails.
    pub fn acknowledge(&mut self, event: i64, now: Timestamp) -> Result<()> {
        self.write(
            "INSERT INTO acknowledgement (event, at) VALUES (?1, ?2) ON CONFLICT (event) DO NOTHING",
            &[event.into(), now.into()],
        )
    }
}
