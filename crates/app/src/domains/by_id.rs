//! A name by its number.

use model::domain::{Domain, DomainId};
use model::error::Noun;
use model::{Error, Result};

use crate::realm::Context;

/// A name of the caller by its number. What a contact may do with it, each verb asks.
///
/// # Errors
/// When there is no such name, or somebody else holds it; nothing tells the two apart.
pub async fn by_id(cx: &Context, id: DomainId) -> Result<Domain> {
    let account = cx.account();
    let found = cx.realm.store.read(move |tx| tx.domain_by_id(id)).await?;
    let held = found.map(|stored| stored.domain).filter(|domain| domain.account == account);
    held.ok_or(Error::NotFound(Noun::Domain))
}
