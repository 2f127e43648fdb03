//! Whose a contact is: the caller's own, or that of an account below it.

use model::error::Noun;
use model::{Error, Result};

use super::ContactRef;
use crate::accounts::below;
use crate::realm::Context;

/// A place to act for whoever has a contact: the caller itself, or an account below it.
///
/// # Errors
/// When there is no such contact in the caller's sight.
pub async fn acting_for(cx: &Context, which: &ContactRef) -> Result<Context> {
    cx.needs_more_than_privileges()?;
    let (inner, which) = (cx.clone(), which.clone());
    let found = cx.realm.store.read(move |tx| {
        let found = match &which {
            ContactRef::Number(id) => tx.person(*id)?,
            ContactRef::Handle(handle) => tx.person_by_handle(handle)?,
        };
        let unknown = Error::NotFound(Noun::Contact);
        let stored = found.ok_or(unknown.clone())?;
        // Nothing tells a stranger's contact from one that is not there.
        below::acting_within(tx, &inner, stored.account).map_err(|error| match error {
            Error::NotFound(_) => unknown,
            error => error,
        })
    });
    found.await
}
