//! Another way into an account: a deputy, who signs in among another family of callers and may do what
//! the owner may. The account keeps its one owner, and who it is stays the owner's to say.

use std::sync::Arc;

use model::account::{AccountId, MemberRole, check_login};
use model::error::{Field, Noun, Reason};
use model::event::EventKind;
use model::{Error, Result};
use store::accounts::NewMember;

use super::credentials::{self, NewPassword};
use super::open::Opened;
use crate::news::{self, Act};
use crate::realm::Realm;

/// Deputies one account may have.
const MOST_DEPUTIES: u16 = 20;

/// Lets `login` of another family of callers into an account. Only for whoever sets a realm up.
///
/// # Errors
/// [`Error::Taken`] when the login is in use, so that setting up twice gives nothing twice; else when
/// login or password cannot be meant, or the account has too many deputies.
pub async fn give(
    realm: &Arc<Realm>,
    account: AccountId,
    audience: &'static str,
    login: &str,
    password: impl Into<NewPassword>,
) -> Result<Opened> {
    let login = check_login(login)?;
    let wanted = login.clone();
    if realm.store.read(move |tx| tx.member_by_login(audience, &wanted)).await?.is_some() {
        return Err(Error::Taken(Noun::Member));
    }
    let hash = credentials::hashed(realm, audience, &login, password).await?;
    let (keys, now) = (realm.keys.clone(), realm.now());
    realm
        .store
        .write(move |tx| {
            tx.lock_account(account)?;
            if tx.member_by_login(audience, &login)?.is_some() {
                return Err(Error::Taken(Noun::Member));
            }
            if tx.count_deputies(account)? >= i64::from(MOST_DEPUTIES) {
                return Err(Error::invalid(Field::Login, Reason::MoreThan(MOST_DEPUTIES)));
            }
            let profile = tx.owner(account)?.member.profile;
            let member = tx.add_member(&NewMember {
                account,
                audience,
                login: &login,
                role: MemberRole::Deputy,
                password: &hash,
                profile: &profile,
                added: now,
            })?;
            let api_key = credentials::issue(tx, &keys, member)?;
            let act = Act { account, member: None, now };
            news::tell(tx, act, EventKind::AccessGiven, &login, audience)?;
            Ok(Opened { account, api_key })
        })
        .await
}
