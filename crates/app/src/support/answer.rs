//! Staff answers. The account that a ticket was sent to answers it: the one above the client's. The
//! client is mailed, and the ticket is unread until it looks.

use model::error::{ContactPart, Field, Noun};
use model::ticket::{Side, TicketNumber, check_line};
use model::{Error, Result};
use store::Tx;
use store::tickets::Ticket;

use super::{Message, say};
use crate::news::Act;
use crate::realm::Context;

/// Answers a ticket of an account below the caller's, under the name of whoever writes. An answer to
/// a closed ticket opens it again.
///
/// # Errors
/// When there is no such ticket below the caller, it has too many replies already, or the name, the
/// text or a file cannot be meant.
pub async fn answer(
    cx: &Context,
    number: TicketNumber,
    author: &str,
    message: Message,
) -> Result<()> {
    let author = check_line(Field::Profile(ContactPart::Name), author)?;
    message.check()?;
    let (seller, now) = (cx.account(), cx.now());
    cx.realm
        .store
        .write(move |tx| {
            let asked = find(tx, number)?;
            if tx.account(asked.account)?.parent != Some(seller) {
                return Err(Error::NotFound(Noun::Ticket));
            }
            // Whose it is never changes, so that account can be locked; only then it stands still.
            tx.lock_account(asked.account)?;
            let ticket = find(tx, number)?;
            let act = Act { account: ticket.account, member: None, now };
            say(tx, &ticket, Side::Staff, &author, &message, act)
        })
        .await
        .inspect(|()| cx.realm.wake.notify_one())
}

fn find(tx: &mut Tx<'_>, number: TicketNumber) -> Result<Ticket> {
    tx.ticket(number)?.ok_or(Error::NotFound(Noun::Ticket))
}
