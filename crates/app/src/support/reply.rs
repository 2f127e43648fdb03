//! The client's replies. A reply to a closed ticket opens it again. A repeated call under the same
//! key says nothing twice.

use std::sync::Arc;

use model::Result;
use model::privilege::{Privilege, SupportPrivilege};
use model::ticket::{Side, TicketNumber};

use super::{Message, act, own, remember, say, speaker};
use crate::operations;
use crate::realm::Context;

/// What the operation of a reply that was made under a key is called.
const KIND: &str = "ticket-reply";

/// Replies to a ticket of the caller's.
///
/// # Errors
/// When there is no such ticket, it has too many replies already, the text or a file cannot be meant,
/// or the key of a repeated call was used for another call.
pub async fn reply(cx: &Context, number: TicketNumber, message: Message) -> Result<()> {
    cx.needs(Privilege::Support(SupportPrivilege::Tickets))?;
    message.check()?;
    let (cx, realm) = (cx.clone(), Arc::clone(&cx.realm));
    let fingerprint = operations::fingerprint(&cx, KIND, &(number, message.asked(&cx)));
    realm
        .store
        .write(move |tx| {
            tx.lock_account(cx.account())?;
            if operations::repeated(tx, &cx, &fingerprint)?.is_some() {
                return Ok(());
            }
            let ticket = own(tx, cx.account(), number)?;
            let author = speaker(tx, &cx)?.name;
            say(tx, &ticket, Side::Client, &author, &message, act(&cx))?;
            remember(tx, &cx, KIND, &fingerprint, number)
        })
        .await
}
