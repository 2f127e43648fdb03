//! Acting for an account below: whoever stands above it does with what it holds what it could do
//! itself, and what that costs is its own money.

use model::account::{AccountId, Caller, MemberRole};
use model::error::{Field, Noun, Reason};
use model::{Error, Result};
use std::sync::Arc;
use store::Tx;
use store::accounts::SignIn;
pub use store::scope::Owner;

use crate::realm::Context;

/// How many levels an account may stand below another.
const DEEPEST: usize = 8;

/// A place to act for `account` from: the caller's own, or that of an account below it, at any depth.
///
/// # Errors
/// `NotFound(Noun::Account)` for everybody else.
pub async fn acting_for(cx: &Context, account: AccountId) -> Result<Context> {
    if account == cx.account() {
        return Ok(cx.clone());
    }
    let inner = cx.clone();
    cx.realm.store.read(move |tx| acting_within(tx, &inner, account)).await
}

/// The same, inside a look at the database that wants to know more.
pub(crate) fn acting_within(tx: &mut Tx<'_>, cx: &Context, account: AccountId) -> Result<Context> {
    if account == cx.account() {
        return Ok(cx.clone());
    }
    cx.needs_more_than_privileges()?;
    stands_below(tx, account, cx.account())?;
    // Nobody acts as an account that nobody signs in to.
    let owner = tx.find_owner(account)?.ok_or(Error::NotFound(Noun::Account))?.member.id;
    let session = tx.session(owner)?.ok_or(Error::NotFound(Noun::Account))?;
    let caller = Caller {
        account,
        parent: session.account.parent,
        kind: session.account.kind,
        member: None,
        role: MemberRole::Owner,
    };
    Ok(Context { caller, session: Arc::new(session), grant: None, ..cx.clone() })
}

/// Refuses an account that does not stand below another.
fn stands_below(tx: &mut Tx<'_>, account: AccountId, above: AccountId) -> Result<()> {
    let mut at = tx.find_account(account)?.ok_or(Error::NotFound(Noun::Account))?;
    for _ in 0..DEEPEST {
        match at.parent {
            Some(parent) if parent == above => return Ok(()),
            Some(parent) => at = tx.account(parent)?,
            None => break,
        }
    }
    Err(Error::NotFound(Noun::Account))
}

/// What the account that is acted for signs in as, and who sells to it; logins are those of an audience.
///
/// # Errors
/// When the database fails.
pub async fn owner(cx: &Context, audience: &'static str) -> Result<Owner> {
    let account = cx.account();
    cx.realm.store.read(move |tx| tx.ownership(account, audience)).await
}

/// Whom the caller's account may hand something to, by login: an account of the same seller, that
/// seller, or one directly below.
///
/// # Errors
/// For everybody else alike, whether they are there or not.
pub async fn related(cx: &Context, audience: &'static str, login: &str) -> Result<AccountId> {
    let wanted = login.to_owned();
    let (own, seller) = (cx.account(), cx.session.account.parent);
    cx.realm
        .store
        .read(move |tx| {
            let found = tx.member_by_login(audience, &wanted)?;
            let found = found.filter(|found| found.member.role.is_principal());
            let found = found.map(|found| found.account).filter(|account| {
                account.parent == seller
                    || account.parent == Some(own)
                    || seller == Some(account.id)
            });
            let unknown = Error::invalid(Field::Receiver, Reason::UnknownWord);
            found.map(|account| account.id).ok_or(unknown)
        })
        .await
}

/// The owner of an account in the caller's sight, by login: the caller's own, or one below it.
///
/// # Errors
/// `NotFound(Noun::Account)` for everybody else.
pub async fn by_login(cx: &Context, audience: &'static str, login: &str) -> Result<SignIn> {
    let wanted = login.to_owned();
    let above = cx.account();
    cx.realm
        .store
        .read(move |tx| {
            let found = tx.member_by_login(audience, &wanted)?;
            let found = found.filter(|found| found.member.role.is_principal());
            let found = found.ok_or(Error::NotFound(Noun::Account))?;
            if found.account.id != above {
                stands_below(tx, found.account.id, above)?;
            }
            Ok(found)
        })
        .await
}
