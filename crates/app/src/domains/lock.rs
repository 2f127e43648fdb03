//! Lock against transfer (`clientTransferProhibited`).

use model::Result;
use model::domain::{Lock, lifecycle};
use model::name::DomainName;
use model::privilege::DomainPrivilege;

use super::held::entrusted;
use super::update::{self, Command};
use crate::realm::Context;

/// Locks or unlocks a name at its registry.
///
/// # Errors
/// When the caller does not hold the name, it is too young to be unlocked, or a change is under way.
pub async fn set(cx: &Context, name: DomainName, wanted: Lock) -> Result<()> {
    switch(cx, name, move |_| wanted).await
}

/// Locks an unlocked name and unlocks a locked one: two switches lead back.
///
/// # Errors
/// As [`set`].
pub async fn toggle(cx: &Context, name: &DomainName) -> Result<()> {
    let other = |lock| match lock {
        Lock::On => Lock::Off,
        Lock::Off => Lock::On,
    };
    switch(cx, name.clone(), other).await
}

async fn switch(
    cx: &Context,
    name: DomainName,
    wanted: impl Fn(Lock) -> Lock + Send + Sync + 'static,
) -> Result<()> {
    let (realm, guarded) = (cx.realm.clone(), cx.guarded);
    update::at_once(cx, name, &[DomainPrivilege::RegistrarLock], move |_, domain, now| {
        let (rules, wanted) = (realm.rules(&domain.name)?, wanted(domain.lock));
        match wanted {
            Lock::On => lifecycle::update(domain, now, rules)?,
            Lock::Off if guarded => lifecycle::unlock(domain, now, rules)?,
            Lock::Off => lifecycle::update(domain, now, rules)?,
        }
        Ok(Command { locked: Some(wanted == Lock::On), ..Command::default() })
    })
    .await
}

/// Whether a name is locked.
///
/// # Errors
/// When the caller does not hold it.
pub async fn read(cx: &Context, name: DomainName) -> Result<Lock> {
    let inner = cx.clone();
    let found =
        cx.realm.store.read(move |tx| entrusted(tx, &inner, &name, &[DomainPrivilege::Basic]));
    found.await.map(|stored| stored.domain.lock)
}
