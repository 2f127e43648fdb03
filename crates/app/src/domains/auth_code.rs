//! Auth codes: shown to the holder of an unlocked name, or mailed to its registrant.

use model::Result;
use model::domain::{Lock, lifecycle};
use model::error::{Error, Prohibition};
use model::event::EventKind;
use model::name::DomainName;
use model::privilege::DomainPrivilege;
use model::secret::Secret;

use super::held::{entrusted, held};
use super::update;
use store::operations::Operation;

use crate::accounts::attempts::Suspect;
use crate::jobs;
use crate::keys::{Purpose, same};
use crate::news::Act;
use crate::ports::registry::Info;
use crate::realm::{Context, Realm};

/// The auth code of an unlocked name; of a locked one too where the account is not guarded.
///
/// # Errors
/// When the caller does not hold the name, or it is locked.
pub async fn read(cx: &Context, name: DomainName) -> Result<Secret<String>> {
    give(cx, name, Given::Shown).await
}

/// Mails the auth code of an unlocked name to its registrant.
///
/// # Errors
/// When the caller does not hold the name, or it is locked.
pub async fn mail(cx: &Context, name: DomainName) -> Result<()> {
    give(cx, name, Given::Mailed).await.map(drop)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    Shown,
    Mailed,
}

async fn give(cx: &Context, name: DomainName, given: Given) -> Result<Secret<String>> {
    let (realm, inner) = (cx.realm.clone(), cx.clone());
    let sealed = realm
        .store
        .write(move |tx| {
            tx.lock_account(inner.account())?;
            let stored = entrusted(tx, &inner, &name, &[DomainPrivilege::AuthCode])?;
            if stored.domain.lock == Lock::On && inner.guarded {
                return Err(Error::Prohibited(Prohibition::Locked));
            }
            let act =
                Act { account: inner.account(), member: inner.caller.member, now: inner.now() };
            let way = if given == Given::Mailed { "mailed" } else { "shown" };
            let kind = EventKind::AuthCodeGiven;
            let event = tx.log(act.account, act.member, kind, name.as_str(), way, act.now)?;
            if given == Given::Mailed {
                let id = stored.domain.id.0;
                tx.schedule(jobs::AUTH_CODE_MAIL, id, act.now, &event.to_string())?;
            }
            Ok(stored.auth_code_sealed)
        })
        .await?;
    cx.realm.wake.notify_one();
    cx.realm.keys.open_text(Purpose::AuthCode, &sealed)
}

/// Gives a name a new auth code, and tells it.
///
/// # Errors
/// When the caller does not hold the name, or it may not be changed.
pub async fn regenerate(cx: &Context, name: DomainName) -> Result<Secret<String>> {
    let (realm, asked) = (cx.realm.clone(), name.clone());
    update::at_once(cx, name, &[DomainPrivilege::AuthCode], move |_, domain, now| {
        lifecycle::update(domain, now, realm.rules(&domain.name)?)?;
        Ok(update::Command { new_auth_code: true, ..update::Command::default() })
    })
    .await?;
    let account = cx.account();
    let stored = cx.realm.store.read(move |tx| held(tx, account, &asked)).await?;
    cx.realm.keys.open_text(Purpose::AuthCode, &stored.auth_code_sealed)
}

/// The auth code that follows from an operation, so that doing it again makes the same.
pub(super) fn following_from(realm: &Realm, operation: &Operation) -> Secret<String> {
    Secret::new(realm.keys.text(Purpose::AuthCode, &[&operation.id.0.to_be_bytes()], 16))
}

/// Whether a code is the auth code of a name, wherever it is held.
///
/// # Errors
/// When nobody holds the name, the registry does not answer, or there were too many wrong guesses.
pub async fn validate(cx: &Context, name: DomainName, code: &str) -> Result<bool> {
    cx.needs_more_than_privileges()?;
    let right = is_right(cx, name, code).await?;
    if !right {
        limited(cx)?;
    }
    Ok(right)
}

/// Notes a wrong guess: guessing is limited as failed sign-ins are.
pub(super) fn limited(cx: &Context) -> Result<()> {
    let suspect = [Suspect::Login(format!("auth codes asked by {}", cx.account().0))];
    let most = cx.realm.settings.sign_in_attempts;
    cx.realm.attempts.failed(&suspect, most, cx.realm.clock.machine())
}

async fn is_right(cx: &Context, name: DomainName, code: &str) -> Result<bool> {
    cx.realm.rules(&name)?;
    let asked = name.clone();
    if let Some(stored) = cx.realm.store.read(move |tx| tx.domain(&asked)).await? {
        let right = cx.realm.keys.open_text(Purpose::AuthCode, &stored.auth_code_sealed)?;
        return Ok(same(right.reveal().as_bytes(), code.as_bytes()));
    }
    // The registry tells contacts of a stranger's name only to somebody with the right code.
    match cx.realm.registry.info(&name, Some(code)).await {
        Ok(Info { contacts, .. }) => Ok(contacts.is_some()),
        Err(Error::Invalid { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}
