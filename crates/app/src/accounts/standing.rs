//! Whether an account may act, by hand of whoever runs the platform. Only for a sandbox's controls.

use std::sync::Arc;

use model::account::{AccountId, Kind, MemberId, Standing};
use model::error::Noun;
use model::event::EventKind;
use model::{Error, Result};
use store::Tx;

use crate::news::{self, Act};
use crate::realm::Realm;

/// The account that is meant: by what its owner signs in with, or by the number of an account that stands
/// directly below one of this family of callers.
///
/// # Errors
/// `NotFound(Noun::Account)` when there is none.
pub async fn meant(realm: &Realm, audience: &'static str, login: &str) -> Result<AccountId> {
    let login = login.to_owned();
    realm.store.read(move |tx| find(tx, audience, &login)).await
}

/// Changes whether an account may act. What was let in before is refused from the next call on.
///
/// # Errors
/// As [`meant`], and when the account is gone for good.
pub async fn set(
    realm: &Arc<Realm>,
    audience: &'static str,
    login: &str,
    to: Standing,
) -> Result<()> {
    change(realm, meant(realm, audience, login).await?, to, None).await
}

/// Changes whether an account may act that was found before; `by` did it, or the platform itself.
pub(super) async fn change(
    realm: &Arc<Realm>,
    id: AccountId,
    to: Standing,
    by: Option<MemberId>,
) -> Result<()> {
    let now = realm.now();
    realm
        .store
        .write(move |tx| {
            tx.lock_account(id)?;
            let account = tx.account(id)?;
            tx.set_account_standing(id, account.standing.changed_to(to)?)?;
            let act = Act { account: id, member: by, now };
            news::tell(tx, act, EventKind::CustomerStandingSet, &id.0.to_string(), to.word())
        })
        .await
}

fn find(tx: &mut Tx<'_>, audience: &str, login: &str) -> Result<AccountId> {
    let found = tx.member_by_login(audience, login)?;
    if let Some(found) = found.filter(|found| found.member.role.is_principal()) {
        return Ok(found.account.id);
    }
    let unknown = || Error::NotFound(Noun::Account);
    let number = login.parse().map_err(|_| unknown())?;
    let account = tx.find_account(AccountId(number))?.ok_or_else(unknown)?;
    let above = account.parent.filter(|_| account.kind == Kind::Customer).ok_or_else(unknown)?;
    let seller = tx.owner(above)?.member.login;
    let seller = tx.member_by_login(audience, &seller)?.map(|found| found.account.id);
    if seller == Some(above) { Ok(account.id) } else { Err(unknown()) }
}
