//! Support: tickets of an account, answered by the account above it.
//!
//! A ticket is the whole account's: all of its members see it. Whoever has something to say opens a
//! closed ticket again by saying it: a client's reply makes it wait for the staff, an answer makes it
//! wait for the client.

use model::account::AccountId;
use model::contact::Contact;
use model::error::{Field, Noun, Reason};
use model::event::EventKind;
use model::operation::OperationState;
use model::ticket::{Side, TicketNumber, TicketState};
use model::{Error, Result};
use store::Tx;
use store::operations::NewOperation;
use store::tickets::Ticket;

use crate::news::{self, Act};
use crate::realm::Context;

/// Staff answers to a ticket below.
pub mod answer;
/// A file out of a ticket.
pub mod attachment;
/// Closing a ticket.
pub mod close;
/// Where tickets can be sent to.
pub mod departments;
/// What is said in a ticket or a reply, with the files that come with it.
pub mod message;
/// Opening a ticket.
pub mod open;
/// Tickets, one by one and all of them.
pub mod read;
/// Opening a closed ticket again.
pub mod reopen;
/// The client's replies.
pub mod reply;

pub use message::{File, Message};

/// Replies one ticket may have: whoever reads it reads all of them.
const MOST_REPLIES: u16 = 999;

fn act(cx: &Context) -> Act {
    Act { account: cx.account(), member: cx.caller.member, now: cx.now() }
}

/// An account's own ticket. A stranger's is not there.
fn own(tx: &mut Tx<'_>, account: AccountId, number: TicketNumber) -> Result<Ticket> {
    tx.ticket(number)?
        .filter(|ticket| ticket.account == account)
        .ok_or(Error::NotFound(Noun::Ticket))
}

/// Who speaks for the caller's account.
fn speaker(tx: &mut Tx<'_>, cx: &Context) -> Result<Contact> {
    let found = match cx.caller.member {
        Some(member) => tx.member(member)?,
        None => tx.owner(cx.account())?,
    };
    Ok(found.member.profile)
}

/// Adds a reply from one side to a ticket whose account is locked.
fn say(
    tx: &mut Tx<'_>,
    ticket: &Ticket,
    side: Side,
    author: &str,
    message: &Message,
    act: Act,
) -> Result<()> {
    if tx.count_replies(ticket.id)? >= i64::from(MOST_REPLIES) {
        return Err(Error::invalid(Field::Text, Reason::MoreThan(MOST_REPLIES)));
    }
    let reply = tx.add_reply(ticket.id, side, author, &message.text, act.now)?;
    message.attach(tx, ticket.id, Some(reply))?;
    let (seen, kind) = match side {
        Side::Client => (ticket.client_read, EventKind::TicketReplied),
        Side::Staff => (false, EventKind::TicketAnswered),
    };
    tx.set_ticket(ticket.id, TicketState::after_reply(side), seen, act.now)?;
    news::tell(tx, act, kind, &ticket.number.to_string(), &ticket.subject)
}

/// Moves the caller's ticket to the state that `rule` makes of the one it is in.
async fn switch(
    cx: &Context,
    number: TicketNumber,
    rule: fn(TicketState) -> Result<TicketState>,
    kind: EventKind,
) -> Result<()> {
    let act = act(cx);
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(act.account)?;
            let ticket = own(tx, act.account, number)?;
            let state = rule(ticket.state)?;
            tx.set_ticket(ticket.id, state, ticket.client_read, act.now)?;
            news::tell(tx, act, kind, &number.to_string(), &ticket.subject)
        })
        .await
}

/// Writes down what came of a call that carries a key, so that the same call is not done twice.
fn remember(
    tx: &mut Tx<'_>,
    cx: &Context,
    kind: &str,
    fingerprint: &str,
    number: TicketNumber,
) -> Result<()> {
    let Some(key) = cx.client_key.as_deref() else { return Ok(()) };
    let number = number.to_string();
    let id = tx.begin_operation(
        &NewOperation {
            kind,
            account: cx.account(),
            member: cx.caller.member,
            subject: &number,
            hold: None,
            client_key: Some(key),
            fingerprint: Some(fingerprint),
            command: "",
            line: None,
        },
        cx.now(),
    )?;
    tx.set_operation(id, OperationState::Done, Some(&number), cx.now())
}
