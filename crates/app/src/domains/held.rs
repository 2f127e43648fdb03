//! Finding a name for its holder: a stranger's name is not the caller's to see, and a contact
//! does with it what it was granted.

use model::account::AccountId;
use model::error::Noun;
use model::name::DomainName;
use model::privilege::{DomainPrivilege, Privilege};
use model::{Error, Result};
use store::Tx;
use store::domains::StoredDomain;

use crate::realm::Context;

/// The registration of `name` that `account` holds.
///
/// # Errors
/// [`Error::NotFound`] when nobody holds it here, [`Error::NotYours`] when somebody else does.
pub fn held(tx: &mut Tx<'_>, account: AccountId, name: &DomainName) -> Result<StoredDomain> {
    match tx.domain(name)? {
        Some(stored) if stored.domain.account == account => Ok(stored),
        Some(_) => Err(Error::NotYours(Noun::Domain)),
        None => Err(Error::NotFound(Noun::Domain)),
    }
}

/// The registration of `name` that the caller's account holds, for a caller with all of these
/// privileges.
///
/// # Errors
/// As [`held`], and [`Error::Forbidden`] for a contact that lacks one of them.
pub fn entrusted(
    tx: &mut Tx<'_>,
    cx: &Context,
    name: &DomainName,
    privileges: &[DomainPrivilege],
) -> Result<StoredDomain> {
    let stored = held(tx, cx.account(), name)?;
    for privilege in privileges {
        cx.needs(Privilege::Domain(stored.domain.id, *privilege))?;
    }
    Ok(stored)
}
