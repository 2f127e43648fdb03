//! Tickets, one by one and all of them. Whoever looks at one has read it; a list marks nothing.

use model::Result;
use model::account::AccountId;
use model::privilege::{Privilege, SupportPrivilege};
use model::ticket::TicketNumber;
use store::Tx;
use store::attachments::AttachmentInfo;
pub use store::tickets::{Reply, Ticket};

use super::own;
use crate::page::MOST_ROWS;
use crate::realm::Context;

/// A ticket with everything that was said in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The ticket.
    pub ticket: Ticket,
    /// What it said when it was opened.
    pub body: String,
    /// The replies to it, oldest first.
    pub replies: Vec<Reply>,
    /// The files of the ticket and of its replies, oldest first.
    pub files: Vec<AttachmentInfo>,
}

/// The tickets of the caller's account, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(cx: &Context) -> Result<Vec<Ticket>> {
    cx.needs(Privilege::Support(SupportPrivilege::Tickets))?;
    let account = cx.account();
    cx.realm.store.read(move |tx| tx.tickets(account, MOST_ROWS)).await
}

/// A ticket of the caller's, which counts as read from now on.
///
/// # Errors
/// When there is no such ticket.
pub async fn details(cx: &Context, number: TicketNumber) -> Result<Details> {
    cx.needs(Privilege::Support(SupportPrivilege::Tickets))?;
    let account = cx.account();
    let load = || cx.realm.store.read(move |tx| everything(tx, account, number));
    let seen = load().await?;
    if seen.ticket.client_read {
        return Ok(seen);
    }
    // Marked before it is read, so that an answer in between stays unread or is in what is shown.
    mark_read(cx, number).await?;
    load().await
}

/// Writes down that the client read its ticket, and changes nothing else about it. Doing so again
/// changes nothing.
///
/// # Errors
/// When there is no such ticket.
pub async fn mark_read(cx: &Context, number: TicketNumber) -> Result<()> {
    cx.needs(Privilege::Support(SupportPrivilege::Tickets))?;
    let account = cx.account();
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            let ticket = own(tx, account, number)?;
            tx.set_ticket_read(ticket.id)
        })
        .await
}

fn everything(tx: &mut Tx<'_>, account: AccountId, number: TicketNumber) -> Result<Details> {
    let ticket = own(tx, account, number)?;
    let body = tx.ticket_body(ticket.id)?;
    let replies = tx.replies(ticket.id, MOST_ROWS)?;
    let files = tx.attachments(ticket.id, MOST_ROWS)?;
    Ok(Details { ticket, body, replies, files })
}
