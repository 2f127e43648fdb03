//! What our registrar was not told yet: the poll queue of RFC 5730 §2.9.2.3.

use app::ports::registry::{Message, TransferReport};
use model::Error;
use model::error::Noun;
use model::name::DomainName;
use model::time::Timestamp;
use rusqlite::{OptionalExtension, Row};

use super::rows::{standing_word, stored_name, stored_standing};
use crate::embedded_registry::desk::{Answer, Desk};

impl Desk<'_> {
    /// Puts how a transfer stands now at the end of our registrar's queue.
    pub fn tell(&self, name: &DomainName, report: &TransferReport) -> Answer<()> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO messages (name, tld, incoming, standing, requested, acts, expires) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        insert.execute((
            name.as_str(),
            name.tld(),
            report.incoming,
            standing_word(report.state),
            report.requested.unix(),
            report.acts.unix(),
            report.expires.unix(),
        ))?;
        Ok(())
    }

    /// The oldest message that was not acknowledged.
    pub fn oldest_message(&self) -> Answer<Option<Message>> {
        let mut select = self.connection.prepare_cached(
            "SELECT id, name, tld, incoming, standing, requested, acts, expires FROM messages \
             ORDER BY id LIMIT 1",
        )?;
        Ok(select.query_row([], read).optional()?)
    }

    /// Takes a message off the queue.
    pub fn acknowledge(&self, message: i64) -> Answer<()> {
        let mut delete = self.connection.prepare_cached("DELETE FROM messages WHERE id = ?1")?;
        match delete.execute([message])? {
            0 => Err(Error::NotFound(Noun::Message).into()),
            _ => Ok(()),
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        id: row.get(0)?,
        name: stored_name(row, 1)?,
        transfer: TransferReport {
            incoming: row.get(3)?,
            state: stored_standing(row, 4)?,
            requested: Timestamp::from_unix(row.get(5)?),
            acts: Timestamp::from_unix(row.get(6)?),
            expires: Timestamp::from_unix(row.get(7)?),
        },
    })
}
