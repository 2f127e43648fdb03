//! Tickets and the replies to them.

use model::Result;
use model::account::{AccountId, MemberId};
use model::ticket::{DepartmentId, ReplyId, Side, TicketId, TicketNumber, TicketState};
use model::time::Timestamp;

use crate::tx::{Row, Tx};
use crate::word;

/// A ticket, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Its row.
    pub id: TicketId,
    /// What people quote.
    pub number: TicketNumber,
    /// Whose it is.
    pub account: AccountId,
    /// The name of the department it was sent to.
    pub department: String,
    /// Who opened it, as they were called then.
    pub author: String,
    /// The mail address they had then.
    pub email: String,
    /// What it is about.
    pub subject: String,
    /// How far it got.
    pub state: TicketState,
    /// Whether the client saw the last answer.
    pub client_read: bool,
    /// When it was opened.
    pub opened: Timestamp,
    /// When it was last replied to, closed or opened again.
    pub updated: Timestamp,
}

/// A new ticket.
pub struct NewTicket<'a> {
    /// Whose it is.
    pub account: AccountId,
    /// Who opens it; none for the platform itself.
    pub member: Option<MemberId>,
    /// Where it is sent to.
    pub department: DepartmentId,
    /// What they are called.
    pub author: &'a str,
    /// Their mail address.
    pub email: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// What it says.
    pub body: &'a str,
}

/// A reply to a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its row.
    pub id: ReplyId,
    /// Who speaks.
    pub side: Side,
    /// What they are called.
    pub author: String,
    /// What it says.
    pub body: String,
    /// When it was written.
    pub at: Timestamp,
}

/// What a list reads; it leaves the body out.
const TICKET: &str = "t.id, t.number, t.account, d.name, t.author, t.email, t.subject, t.state, \
     t.client_read, t.opened, t.updated \
     FROM ticket t JOIN department d ON d.id = t.department";

fn read_ticket(row: &Row<'_>) -> Result<Ticket> {
    let state = row.text(7)?;
    Ok(Ticket {
        id: TicketId(row.int(0)?),
        number: TicketNumber(row.int(1)?),
        account: AccountId(row.int(2)?),
        department: row.text(3)?,
        author: row.text(4)?,
        email: row.text(5)?,
        subject: row.text(6)?,
        state: word(&state, TicketState::from_word(&state))?,
        client_read: row.truth(8)?,
        opened: row.instant(9)?,
        updated: row.instant(10)?,
    })
}

fn read_reply(row: &Row<'_>) -> Result<Reply> {
    let side = row.text(1)?;
    Ok(Reply {
        id: ReplyId(row.int(0)?),
        side: word(&side, Side::from_word(&side))?,
        author: row.text(2)?,
        body: row.text(3)?,
        at: row.instant(4)?,
    })
}

impl Tx<'_> {
    /// Adds an open ticket and gives it its number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_ticket(
        &mut self,
        ticket: &NewTicket<'_>,
        now: Timestamp,
    ) -> Result<(TicketId, TicketNumber)> {
        let id = self
            .insert(
                "INSERT INTO ticket
                     (account, member, department, author, email, subject, body, state,
                      client_read, opened, updated)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'open', 1, ?8, ?8) RETURNING id",
                &[
                    ticket.account.0.into(),
                    ticket.member.map(|member| member.0).into(),
                    ticket.department.0.into(),
                    ticket.author.into(),
                    ticket.email.into(),
                    ticket.subject.into(),
                    ticket.body.into(),
                    now.into(),
                ],
            )
            .map(TicketId)?;
        let number = TicketNumber::of(id);
        self.write("UPDATE ticket SET number = ?2 WHERE id = ?1", &[id.0.into(), number.0.into()])?;
        Ok((id, number))
    }

    /// An account's tickets, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tickets(&mut self, account: AccountId, limit: i64) -> Result<Vec<Ticket>> {
        self.all(
            &format!("SELECT {TICKET} WHERE t.account = ?1 ORDER BY t.id DESC LIMIT ?2"),
            &[account.0.into(), limit.into()],
            read_ticket,
        )
    }

    /// The ticket with a number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ticket(&mut self, number: TicketNumber) -> Result<Option<Ticket>> {
        let sql = format!("SELECT {TICKET} WHERE t.number = ?1");
        self.first(&sql, &[number.0.into()], read_ticket)
    }

    /// What a ticket said when it was opened.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ticket_body(&mut self, id: TicketId) -> Result<String> {
        self.first("SELECT body FROM ticket WHERE id = ?1", &[id.0.into()], |row| row.text(0))
            .map(Option::unwrap_or_default)
    }

    /// Writes down how far a ticket got, and whether the client saw the last answer.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_ticket(
        &mut self,
        id: TicketId,
        state: TicketState,
        client_read: bool,
        now: Timestamp,
    ) -> Result<()> {
        self.write(
            "UPDATE ticket SET state = ?2, client_read = ?3, updated = ?4 WHERE id = ?1",
            &[id.0.into(), state.word().into(), client_read.into(), now.into()],
        )
    }

    /// Writes down that the client saw everything there is, and nothing else.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_ticket_read(&mut self, id: TicketId) -> Result<()> {
        self.write("UPDATE ticket SET client_read = 1 WHERE id = ?1", &[id.0.into()])
    }

    /// Adds a reply to a ticket.
    ///
    /// # Errors
    /// When the database fails.
    pub fn add_reply(
        &mut self,
        ticket: TicketId,
        side: Side,
        author: &str,
        body: &str,
        now: Timestamp,
    ) -> Result<ReplyId> {
        self.insert(
            "INSERT INTO ticket_reply (ticket, side, author, body, at)
             VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id",
            &[ticket.0.into(), side.word().into(), author.into(), body.into(), now.into()],
        )
        .map(ReplyId)
    }

    /// The replies to a ticket, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn replies(&mut self, ticket: TicketId, limit: i64) -> Result<Vec<Reply>> {
        self.all(
            "SELECT id, side, author, body, at FROM ticket_reply WHERE ticket = ?1
             ORDER BY id LIMIT ?2",
            &[ticket.0.into(), limit.into()],
            read_reply,
        )
    }

    /// How many replies a ticket has.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_replies(&mut self, ticket: TicketId) -> Result<i64> {
        self.number("SELECT COUNT(*) FROM ticket_reply WHERE ticket = ?1", &[ticket.0.into()])
    }
}
