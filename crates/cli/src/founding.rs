//! Accounts that nobody opens: those a realm starts with. Founding one twice founds it once.

use std::sync::Arc;

use app::Realm;
use app::accounts::open::{self, Founder};
use app::accounts::signing_keys::{self, Issued, Wish};
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

/// The account that was founded under `mark`, which is what is told apart where a login is the account's
/// own number.
///
/// # Errors
/// As [`founded`].
pub async fn founded_once(realm: &Arc<Realm>, founder: Founder, mark: &str) -> Result<AccountId> {
    match open::founded(realm, mark).await? {
        Some(account) => Ok(account),
        None => Ok(open::found_once(realm, founder, mark).await?.account),
    }
}

/// The one key of an account that opens all of it; made when there is none.
///
/// # Errors
/// When the database fails.
pub async fn key(realm: &Arc<Realm>, wish: Wish) -> Result<Issued> {
    let had = signing_keys::list(realm, wish.audience, wish.account, wish.tenant).await?;
    match had.into_iter().next() {
        Some(key) => Ok(key),
        None => signing_keys::issue(realm, wish).await,
    }
}
