//! Writes a person or an organisation down.

use model::Result;
use model::account::AccountId;
use model::contact::ContactId;
use model::event::EventKind;
use model::particulars::Person;
use model::time::Timestamp;
use store::Tx;

use crate::keys::{Keys, Purpose};
use crate::news::{Act, tell};
use crate::realm::Context;

/// Signs of a handle.
const HANDLE_SIGNS: usize = 16;

/// What a new contact is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// Its number.
    pub id: ContactId,
    /// What it is called at the registry.
    pub handle: String,
}

/// Writes a contact of the caller's account down. The registry hears of it with the first name that
/// it stands behind.
///
/// # Errors
/// Names the part that is absent or cannot be meant.
pub async fn create(cx: &Context, person: Person) -> Result<Created> {
    cx.needs_more_than_privileges()?;
    let (person, inner) = (person.checked()?, cx.clone());
    cx.realm
        .store
        .write(move |tx| {
            let (account, now) = (inner.account(), inner.now());
            tx.lock_account(account)?;
            let created = added(tx, &inner.realm.keys, account, &person, now)?;
            let act = Act { account, member: inner.caller.member, now };
            tell(tx, act, EventKind::PersonAdded, &created.handle, &person.contact.name)?;
            Ok(created)
        })
        .await
}

/// Writes a checked contact down; the account is locked.
pub(crate) fn added(
    tx: &mut Tx<'_>,
    keys: &Keys,
    account: AccountId,
    person: &Person,
    now: Timestamp,
) -> Result<Created> {
    let id = tx.add_person(account, person, now)?;
    let handle = keys.text(Purpose::Handle, &[b"object", &id.0.to_be_bytes()], HANDLE_SIGNS);
    tx.set_handle(id, &handle)?;
    Ok(Created { id, handle })
}
