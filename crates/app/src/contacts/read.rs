//! A contact by its number or handle, and those behind a name.

use model::contact::ContactId;
use model::{Error, Result};

use super::{ContactRef, FoundContact, find};
use crate::realm::Context;

/// A contact of the caller's account; logins are those of an audience.
///
/// # Errors
/// When there is none.
pub async fn read(cx: &Context, audience: &'static str, which: ContactRef) -> Result<FoundContact> {
    cx.needs_more_than_privileges()?;
    let account = cx.account();
    cx.realm
        .store
        .read(move |tx| {
            let stored = find(tx, account, &which)?;
            Ok(FoundContact { stored, owner: tx.ownership(account, audience)? })
        })
        .await
}

/// The four contacts behind a name of the caller's account, which were read with it.
///
/// # Errors
/// When one of them is not the account's.
pub async fn behind(
    cx: &Context,
    audience: &'static str,
    contacts: [ContactId; 4],
) -> Result<[FoundContact; 4]> {
    let account = cx.account();
    cx.realm
        .store
        .read(move |tx| {
            let owner = tx.ownership(account, audience)?;
            let mut found: Vec<FoundContact> = Vec::with_capacity(contacts.len());
            for id in contacts {
                // The four roles of a name are mostly one or two contacts.
                let stored = match found.iter().find(|known| known.stored.id == id) {
                    Some(known) => known.stored.clone(),
                    None => find(tx, account, &ContactRef::Number(id))?,
                };
                found.push(FoundContact { stored, owner: owner.clone() });
            }
            <[FoundContact; 4]>::try_from(found)
                .map_err(|_| Error::internal("four roles have four contacts"))
        })
        .await
}
