//! Whether a name could move here: everything a request would be refused for, and nothing done.

use model::Result;
use model::domain::Lock;
use model::domain::transfer::{Route, may_leave};
use model::error::{Error, Field, Noun, Prohibition, Reason, Supplier};
use model::name::DomainName;
use model::secret::Secret;
use model::time::Timestamp;
use store::domains::StoredDomain;

use super::super::auth_code::limited;
use crate::keys::{Purpose, same};
use crate::realm::Context;

/// Checks whether the caller could ask for a name with this auth code.
///
/// # Errors
/// What a request for it would be refused for. Guessing codes is limited as failed sign-ins are.
pub async fn check(cx: &Context, name: &DomainName, code: Option<&Secret<String>>) -> Result<()> {
    cx.needs_more_than_privileges()?;
    let asked = name.clone();
    let (held, open) =
        cx.realm.store.read(move |tx| Ok((tx.domain(&asked)?, tx.open_transfer(&asked)?))).await?;
    if open.is_some() {
        return Err(Error::Prohibited(Prohibition::PendingTransfer));
    }
    let code = code.map(|code| code.reveal().trim()).filter(|code| !code.is_empty());
    let code = match (cx.realm.rules(name)?.uses_auth_code, code) {
        (true, None) => return Err(Error::Missing(Field::AuthCode)),
        (true, code) => code,
        (false, _) => None,
    };
    let checked = match held {
        Some(held) => here(cx, &held, code),
        None => elsewhere(cx, name, code).await,
    };
    match checked {
        Err(Error::Invalid { field: Field::AuthCode, .. }) => {
            limited(cx)?;
            checked
        }
        checked => checked,
    }
}

/// What is known of a name before somebody asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prospects {
    /// Whether a request would be accepted, and else why not. Without a code, as if it were right.
    pub movable: Result<()>,
    /// When the name expires, as far as that is told.
    pub expires: Option<Timestamp>,
    /// Whether it has a price of its own.
    pub premium: bool,
}

/// Looks at a name that the caller might ask for.
///
/// # Errors
/// When its extension is not sold here, or the registry does not answer.
pub async fn prospects(
    cx: &Context,
    name: &DomainName,
    code: Option<&Secret<String>>,
) -> Result<Prospects> {
    cx.needs_more_than_privileges()?;
    cx.realm.rules(name)?;
    let found = cx.realm.registry.check(std::slice::from_ref(name)).await?;
    let premium = found.first().is_some_and(|found| found.premium);
    let asked = name.clone();
    let (held, open) =
        cx.realm.store.read(move |tx| Ok((tx.domain(&asked)?, tx.open_transfer(&asked)?))).await?;
    let expires = match &held {
        Some(held) => Some(held.domain.expires),
        None => match cx.realm.registry.info(name, None).await {
            Ok(info) => Some(info.expires),
            Err(Error::NotFound(_) | Error::NotYours(_)) => None,
            Err(error) => return Err(error),
        },
    };
    let movable = match (open, held, code) {
        (Some(_), ..) => Err(Error::Prohibited(Prohibition::PendingTransfer)),
        (None, _, Some(_)) => check(cx, name, code).await,
        (None, Some(held), None) => here(cx, &held, None),
        (None, None, None) => elsewhere(cx, name, None).await,
    };
    match movable {
        Err(error @ (Error::Unavailable(_) | Error::OutcomeUnknown(_) | Error::Internal(_))) => {
            Err(error)
        }
        Err(error @ Error::TooManyAttempts { .. }) => Err(error),
        movable => Ok(Prospects { movable, expires, premium }),
    }
}

fn here(cx: &Context, held: &StoredDomain, code: Option<&str>) -> Result<()> {
    if held.domain.account == cx.account() {
        return Err(Error::Prohibited(Prohibition::AlreadyHeld));
    }
    if let Some(code) = code {
        let right = cx.realm.keys.open_text(Purpose::AuthCode, &held.auth_code_sealed)?;
        if !same(right.reveal().as_bytes(), code.as_bytes()) {
            return Err(Error::invalid(Field::AuthCode, Reason::Wrong));
        }
    }
    may_leave(&held.domain, Route::Internal, cx.now(), cx.realm.rules(&held.domain.name)?)
}

async fn elsewhere(cx: &Context, name: &DomainName, code: Option<&str>) -> Result<()> {
    let rules = cx.realm.rules(name)?;
    let found = cx.realm.registry.check(std::slice::from_ref(name)).await?;
    let found = found.first().ok_or(Error::Unavailable(Supplier::Registry))?;
    if found.taken.is_none() {
        return Err(Error::NotFound(Noun::Domain));
    }
    let info = cx.realm.registry.info(name, code).await?;
    // The registry tells contacts of a stranger's name only to somebody with the right code.
    if code.is_some() && info.contacts.is_none() {
        return Err(Error::invalid(Field::AuthCode, Reason::Wrong));
    }
    if info.lock == Lock::On {
        return Err(Error::Prohibited(Prohibition::Locked));
    }
    let free = info.transfer.map_or(info.registered, |last| last.acts) + rules.transfer_lock;
    if cx.now() < free {
        return Err(Error::Prohibited(Prohibition::TooYoung(free)));
    }
    Ok(())
}
