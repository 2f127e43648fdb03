//! An account's own note on a name.

use model::Result;
use model::name::DomainName;
use model::privilege::DomainPrivilege;

use super::checked_reference;
use super::held::entrusted;
use crate::realm::Context;

/// The note on a name; empty where there is none.
///
/// # Errors
/// When the caller does not hold the name.
pub async fn read(cx: &Context, name: DomainName) -> Result<String> {
    let inner = cx.clone();
    let found =
        cx.realm.store.read(move |tx| entrusted(tx, &inner, &name, &[DomainPrivilege::Basic]));
    found.await.map(|stored| stored.note)
}

/// Writes the note on a name; an empty one removes it.
///
/// # Errors
/// When the caller does not hold the name, or the note is no plain text of bounded length.
pub async fn set(cx: &Context, name: DomainName, note: &str) -> Result<()> {
    let (inner, note) = (cx.clone(), checked_reference(note)?);
    cx.realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let stored = entrusted(tx, &inner, &name, &[DomainPrivilege::Basic])?;
            tx.set_domain_note(stored.domain.id, &note)
        })
        .await
}
