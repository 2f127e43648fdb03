//! Contacts that stand for the names of an account's customers: those that were made for that, and those
//! of the customers themselves that were used.

use model::account::{AccountId, Action};
use model::contact::ContactId;
use model::error::Noun;
use model::event::EventKind;
use model::particulars::{Person, PersonPatch};
use model::{Error, Result};
use store::registrants::RegistrantsOf;

use super::{ContactRef, StoredPerson, create as new, locate, update as changed};
use crate::news::{Act, tell};
use crate::page::{Page, Window, bounded};
use crate::realm::Context;

/// A page of the contacts that stand for names of the caller's customers, or of one of them, by number.
///
/// # Errors
/// When the caller may have no customers, or there is no such one.
pub async fn list(
    cx: &Context,
    customer: Option<AccountId>,
    window: Window,
) -> Result<Page<StoredPerson>> {
    cx.caller.may(Action::ManageCustomers)?;
    let (reseller, window) = (cx.account(), bounded(window));
    cx.realm
        .store
        .read(move |tx| {
            let Some(customer) = customer else {
                return tx.registrants(RegistrantsOf::Reseller(reseller), window);
            };
            if tx.customer(reseller, customer)?.is_none() {
                return Err(Error::NotFound(Noun::Account));
            }
            tx.registrants(RegistrantsOf::Customer(customer), window)
        })
        .await
}

/// A contact of the caller's, or of one of its customers.
///
/// # Errors
/// When there is none in the caller's sight.
pub async fn read(cx: &Context, id: ContactId) -> Result<StoredPerson> {
    cx.caller.may(Action::ManageCustomers)?;
    locate::acting_for(cx, &ContactRef::Number(id)).await?;
    let found = cx.realm.store.read(move |tx| tx.person(id)).await?;
    found.ok_or(Error::NotFound(Noun::Contact))
}

/// Writes a contact down that names of the caller's customers may have.
///
/// # Errors
/// Names the part that is absent or cannot be meant.
pub async fn create(cx: &Context, person: Person) -> Result<StoredPerson> {
    cx.caller.may(Action::ManageCustomers)?;
    let (person, inner) = (person.checked_in_trade()?, cx.clone());
    cx.realm
        .store
        .write(move |tx| {
            let (account, now) = (inner.account(), inner.now());
            tx.lock_account(account)?;
            let created = new::added(tx, &inner.realm.keys, account, &person, now)?;
            tx.set_registrant_of(created.id, account)?;
            let act = Act { account, member: inner.caller.member, now };
            tell(tx, act, EventKind::PersonAdded, &created.handle, &person.contact.name)?;
            tx.person(created.id)?.ok_or_else(|| Error::internal("a contact vanished"))
        })
        .await
}

/// Changes what was said of a contact, wherever it stands behind a name.
///
/// # Errors
/// As [`read`], and as [`changed::update`].
pub async fn update(cx: &Context, id: ContactId, patch: PersonPatch) -> Result<StoredPerson> {
    let which = ContactRef::Number(id);
    let stored = read(cx, id).await?;
    let acting = locate::acting_for(cx, &which).await?;
    let person = patch.applied_to(stored.person).checked_in_trade()?;
    changed::update(&acting, which, person, None).await?;
    read(cx, id).await
}
