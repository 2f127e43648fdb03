//! Removes a contact that nobody needs any more.

use model::contact::ContactId;
use model::error::Prohibition;
use model::event::EventKind;
use model::{Error, Result};

use super::{ContactRef, find, in_use};
use crate::news::{Act, tell};
use crate::realm::Context;

/// Removes a contact of the caller's account, and gives its number.
///
/// # Errors
/// When there is none, or a name, a certificate, the account or something under way needs it.
pub async fn delete(cx: &Context, which: ContactRef) -> Result<ContactId> {
    cx.needs_more_than_privileges()?;
    let inner = cx.clone();
    cx.realm
        .store
        .write(move |tx| {
            let (account, now) = (inner.account(), inner.now());
            tx.lock_account(account)?;
            let stored = find(tx, account, &which)?;
            if in_use::is_needed(tx, account, stored.id)? {
                return Err(Error::Prohibited(Prohibition::ContactInUse));
            }
            tx.end_contact(stored.id, now)?;
            let act = Act { account, member: inner.caller.member, now };
            let name = &stored.person.contact.name;
            tell(tx, act, EventKind::PersonRemoved, &stored.handle, name)?;
            Ok(stored.id)
        })
        .await
}
