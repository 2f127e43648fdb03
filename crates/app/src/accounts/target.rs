//! Whom a call is about: the caller itself, or an account directly below it. Everybody else does not
//! exist for the caller.

use model::account::{Action, Caller, MemberRole};
use model::error::Noun;
use model::{Error, Result};
use store::Tx;
use store::accounts::SignIn;

/// The caller itself, or the owner of an account directly below it.
///
/// # Errors
/// [`Error::Forbidden`] when the caller may not look at accounts below it, [`Error::NotFound`] when
/// the login is neither its own nor one of theirs.
pub(crate) fn readable(
    tx: &mut Tx<'_>,
    caller: &Caller,
    audience: &str,
    login: Option<&str>,
) -> Result<SignIn> {
    resolve(tx, caller, audience, login).map(|(found, _)| found)
}

/// As [`readable`], for a caller that wants to change what it finds.
///
/// # Errors
/// Also [`Error::Forbidden`] when the caller may not change its own account.
pub(crate) fn changeable(
    tx: &mut Tx<'_>,
    caller: &Caller,
    audience: &str,
    login: Option<&str>,
) -> Result<SignIn> {
    let (found, relation) = resolve(tx, caller, audience, login)?;
    match relation {
        Relation::Own => caller.may(Action::ManageAccount)?,
        Relation::Child => caller.may(Action::ManageChildren)?,
    }
    Ok(found)
}

/// Whoever stands for an account directly below the caller under a login.
///
/// # Errors
/// As [`readable`]; the caller's own login is not found either.
pub(crate) fn child(
    tx: &mut Tx<'_>,
    caller: &Caller,
    audience: &str,
    login: &str,
) -> Result<SignIn> {
    caller.may(Action::ManageChildren)?;
    let found = tx.member_by_login(audience, login)?.filter(|found| is_child(caller, found));
    as_itself(tx, found.ok_or(Error::NotFound(Noun::Account))?)
}

/// How somebody stands to the caller.
enum Relation {
    Own,
    Child,
}

fn resolve(
    tx: &mut Tx<'_>,
    caller: &Caller,
    audience: &str,
    login: Option<&str>,
) -> Result<(SignIn, Relation)> {
    let Some(login) = login else {
        return Ok((own(tx, caller)?, Relation::Own));
    };
    let found = tx.member_by_login(audience, login)?;
    if let Some(found) = found.filter(|found| is_own(caller, found)) {
        return Ok((as_itself(tx, found)?, Relation::Own));
    }
    child(tx, caller, audience, login).map(|found| (found, Relation::Child))
}

fn own(tx: &mut Tx<'_>, caller: &Caller) -> Result<SignIn> {
    match caller.member {
        Some(member) => {
            let found = tx.member(member)?;
            as_itself(tx, found)
        }
        None => tx.owner(caller.account),
    }
}

/// A deputy keeps its login and its key; who the account is stays the owner's to say.
fn as_itself(tx: &mut Tx<'_>, mut found: SignIn) -> Result<SignIn> {
    if found.member.role == MemberRole::Deputy {
        found.member.profile = tx.owner(found.account.id)?.member.profile;
    }
    Ok(found)
}

/// A sub-user is not its account's owner: the owner's key and profile are not its own.
fn is_own(caller: &Caller, found: &SignIn) -> bool {
    let member = &found.member;
    match caller.member {
        Some(acting) => member.id == acting,
        None => member.account == caller.account && member.role.is_principal(),
    }
}

fn is_child(caller: &Caller, found: &SignIn) -> bool {
    found.account.parent == Some(caller.account) && found.member.role.is_principal()
}
