//! Finding a name for its holder: a stranger's name is not the caller's to see.

use model::account::AccountId;
use model::error::Noun;
use model::name::DomainName;
use model::{Error, Result};
use store::Tx;
use store::domains::StoredDomain;

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
