//! Opening a ticket. A repeated call under the same key answers with the ticket it opened first.

use std::sync::Arc;

use model::error::{Field, Reason};
use model::event::EventKind;
use model::privilege::{Privilege, SupportPrivilege};
use model::ticket::{DepartmentId, TicketNumber, check_line};
use model::{Error, Result};
use store::Tx;
use store::operations::Operation;
use store::tickets::NewTicket;

use super::{Message, act, remember, speaker};
use crate::realm::Context;
use crate::{news, operations};

/// What the operation of a ticket that was opened under a key is called.
const KIND: &str = "ticket";

/// Opens a ticket with the account above the caller's.
///
/// # Errors
/// When that account has no such department, a text or a file cannot be meant, or the key of a
/// repeated call was used for another call.
pub async fn open(
    cx: &Context,
    department: DepartmentId,
    subject: &str,
    message: Message,
) -> Result<TicketNumber> {
    cx.needs(Privilege::Support(SupportPrivilege::NewTicket))?;
    let subject = check_line(Field::Subject, subject)?;
    message.check()?;
    let (cx, realm) = (cx.clone(), Arc::clone(&cx.realm));
    let asked = (department, &subject, message.asked(&cx));
    let fingerprint = operations::fingerprint(&cx, KIND, &asked);
    realm
        .store
        .write(move |tx| {
            tx.lock_account(cx.account())?;
            if let Some(before) = operations::repeated(tx, &cx, &fingerprint)? {
                return number_of(&before);
            }
            let number = add(tx, &cx, department, &subject, &message)?;
            remember(tx, &cx, KIND, &fingerprint, number)?;
            Ok(number)
        })
        .await
        .inspect(|_| realm.wake.notify_one())
}

fn add(
    tx: &mut Tx<'_>,
    cx: &Context,
    department: DepartmentId,
    subject: &str,
    message: &Message,
) -> Result<TicketNumber> {
    let offered = match cx.caller.parent {
        Some(seller) => tx.department(seller, department)?,
        None => None,
    };
    if offered.is_none() {
        return Err(Error::invalid(Field::Department, Reason::NotOffered));
    }
    let author = speaker(tx, cx)?;
    let new = NewTicket {
        account: cx.account(),
        member: cx.caller.member,
        department,
        author: &author.name,
        email: &author.email,
        subject,
        body: &message.text,
    };
    let (id, number) = tx.add_ticket(&new, cx.now())?;
    message.attach(tx, id, None)?;
    news::tell(tx, act(cx), EventKind::TicketOpened, &number.to_string(), subject)?;
    Ok(number)
}

/// The ticket that a call opened before.
fn number_of(before: &Operation) -> Result<TicketNumber> {
    let outcome = before.outcome.as_deref().unwrap_or_default();
    outcome.parse().map(TicketNumber).map_err(Error::internal)
}
