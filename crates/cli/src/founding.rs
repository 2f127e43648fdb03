//! Accounts that nobody opens: those a realm starts with. Founding one twice founds it once.

use std::sync::Arc;

use app::Realm;
use app::accounts::open::{self, Founder};
use model::account::AccountId;
use model::particulars::Person;
use model::{Error, Result};

/// The operator's own family of callers, which belongs to no dialect.
pub const OPERATOR_AUDIENCE: &str = "nameyard";

/// The account whose owner signs in with `login`, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn account(
    realm: &Arc<Realm>,
    audience: &'static str,
    login: &str,
) -> Result<Option<AccountId>> {
    let login = login.to_owned();
    let found = realm.store.read(move |tx| tx.member_by_login(audience, &login)).await?;
    Ok(found.map(|found| found.account.id))
}

/// The account that `founder` describes, which may have been founded before.
///
/// # Errors
/// When login, password or profile cannot be meant, or the database fails.
pub async fn founded(realm: &Arc<Realm>, founder: Founder) -> Result<AccountId> {
    founded_for(realm, founder, None).await
}

/// The same for an owner who is a contact as an object, where there is one.
///
/// # Errors
/// As [`founded`].
pub async fn founded_for(
    realm: &Arc<Realm>,
    founder: Founder,
    owner: Option<Person>,
) -> Result<AccountId> {
    let (audience, login) = (founder.audience, founder.login.clone());
    let opened = match owner {
        Some(owner) => open::found_for(realm, founder, owner).await,
        None => open::found(realm, founder).await,
    };
    match opened {
        Ok(opened) => Ok(opened.account),
        Err(Error::Taken(noun)) => {
            account(realm, audience, &login).await?.ok_or(Error::Taken(noun))
        }
        Err(error) => Err(error),
    }
}
