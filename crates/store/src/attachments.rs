//! Files attached to tickets and replies.

use model::account::AccountId;
use model::ticket::{AttachmentId, ReplyId, TicketId, TicketNumber};
use model::{Error, Result};

use crate::tx::{Row, Tx, Value};

/// A file, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentInfo {
    /// Its row.
    pub id: AttachmentId,
    /// The reply it came with; none for the ticket itself.
    pub reply: Option<ReplyId>,
    /// Its name.
    pub name: String,
    /// Its content type, `type/subtype`.
    pub content_type: String,
}

/// A file and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file.
    pub info: AttachmentInfo,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A new file.
pub struct NewAttachment<'a> {
    /// The ticket it belongs to.
    pub ticket: TicketId,
    /// The reply it comes with.
    pub reply: Option<ReplyId>,
    /// Its name.
    pub name: &'a str,
    /// Its content type.
    pub content_type: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

fn read_info(row: &Row<'_>) -> Result<AttachmentInfo> {
    Ok(AttachmentInfo {
        id: AttachmentId(row.int(0)?),
        reply: row.maybe_int(1)?.map(ReplyId),
        name: row.text(2)?,
        content_type: row.text(3)?,
    })
}

impl Tx<'_> {
    /// Adds a file.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_attachment(&mut self, file: &NewAttachment<'_>) -> Result<AttachmentId> {
        self.insert(
            "INSERT INTO attachment (ticket, reply, name, content_type, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id",
            &[
                file.ticket.0.into(),
                file.reply.map(|reply| reply.0).into(),
                file.name.into(),
                file.content_type.into(),
                Value::Bytes(file.bytes),
            ],
        )
        .map(AttachmentId)
    }

    /// The files of a ticket and of its replies, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn attachments(&mut self, ticket: TicketId, limit: i64) -> Result<Vec<AttachmentInfo>> {
        self.all(
            "SELECT id, reply, name, content_type FROM attachment WHERE ticket = ?1
             ORDER BY id LIMIT ?2",
            &[ticket.0.into(), limit.into()],
            read_info,
        )
    }

    /// A file of an account's; where a number is given, only of the ticket with that number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn attachment(
        &mut self,
        account: AccountId,
        number: Option<TicketNumber>,
        id: AttachmentId,
    ) -> Result<Option<Attachment>> {
        self.first(
            "SELECT a.id, a.reply, a.name, a.content_type, a.bytes
             FROM attachment a JOIN ticket t ON t.id = a.ticket
             WHERE a.id = ?3 AND t.account = ?1
                 AND (CAST(?2 AS BIGINT) IS NULL OR t.number = ?2)",
            &[account.0.into(), number.map(|number| number.0).into(), id.0.into()],
            |row| {
                let bytes = row.maybe_bytes(4)?;
                let bytes = bytes.ok_or_else(|| Error::internal("an attachment without bytes"))?;
                Ok(Attachment { info: read_info(row)?, bytes })
            },
        )
    }
}
