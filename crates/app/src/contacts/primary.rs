//! Who stands for the account where nobody else is named.

use model::Result;
use model::event::EventKind;

use super::{ContactRef, StoredPerson, find};
use crate::news::{Act, tell};
use crate::realm::Context;

/// The contact that stands for the caller's account, where one was chosen.
///
/// # Errors
/// When the database fails.
pub async fn primary(cx: &Context) -> Result<Option<StoredPerson>> {
    let account = cx.account();
    cx.realm
        .store
        .read(move |tx| match tx.primary_contact(account)? {
            Some(id) => tx.person(id),
            None => Ok(None),
        })
        .await
}

/// Has a contact of the caller's account stand for it.
///
/// # Errors
/// When there is no such contact.
pub async fn set_primary(cx: &Context, which: ContactRef) -> Result<()> {
    cx.needs_more_than_privileges()?;
    let inner = cx.clone();
    cx.realm
        .store
        .write(move |tx| {
            let account = inner.account();
            tx.lock_account(account)?;
            let stored = find(tx, account, &which)?;
            tx.set_primary_contact(account, stored.id)?;
            let act = Act { account, member: inner.caller.member, now: inner.now() };
            let name = &stored.person.contact.name;
            tell(tx, act, EventKind::PrimaryContactSet, &stored.handle, name)
        })
        .await
}
